"""What DynamoDB does, held against whoever claims to do it: each test runs on every target.

| target   | what |
|---|---|
| `engine` | the engine in this process; boto3's requests never leave it |
| `server` | the command `serve`, as another process, through boto3 |
| `local`  | AWS's DynamoDB Local (or any other), where `DYNAMODB_LOCAL_ENDPOINT` names its URL |
"""
