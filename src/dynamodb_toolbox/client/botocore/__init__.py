"""Calls answered through botocore: a boto3 or aiobotocore client in the place of ours."""
