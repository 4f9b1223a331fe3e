"""Tables for other tools: CloudFormation, Terraform, the AWS CLI, the CDK."""
