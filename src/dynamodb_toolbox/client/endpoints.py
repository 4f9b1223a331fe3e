"""Which address answers for a region: partitions, FIPS, dual stack. Account-based addresses are not used.

Source: the endpoint rules of DynamoDB and the partitions of the AWS SDKs (botocore's `partitions.json` and
`endpoint-rule-set-1.json`); https://docs.aws.amazon.com/general/latest/gr/ddb.html
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from dynamodb_toolbox.client.http.messages import Origin
from dynamodb_toolbox.errors import DynamoDBToolboxError


class Partition(NamedTuple):
    """A separate part of AWS, with its own names and users.

    Attributes:
        name: AWS's name of it.
        regions: A pattern that its regions match.
        suffix: What its host names end with.
        dual_stack: What those end with that have IPv6 addresses, too.
    """

    name: str
    regions: str
    suffix: str
    dual_stack: str


PARTITIONS: Final = (
    Partition("aws", r"(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+|aws-global", "amazonaws.com", "api.aws"),
    Partition("aws-cn", r"cn-\w+-\d+|aws-cn-global", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
    Partition("aws-eusc", r"eusc-(de)-\w+-\d+", "amazonaws.eu", "api.amazonwebservices.eu"),
    Partition("aws-iso", r"us-iso-\w+-\d+|aws-iso-global", "c2s.ic.gov", "api.aws.ic.gov"),
    Partition("aws-iso-b", r"us-isob-\w+-\d+|aws-iso-b-global", "sc2s.sgov.gov", "api.aws.scloud"),
    Partition("aws-iso-e", r"eu-isoe-\w+-\d+|aws-iso-e-global", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
    Partition("aws-iso-f", r"us-isof-\w+-\d+|aws-iso-f-global", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
    Partition("aws-us-gov", r"us-gov-\w+-\d+|aws-us-gov-global", "amazonaws.com", "api.aws"),
)

_LOCAL: Final = Origin("localhost", 8000, tls=False)
_DASHED: Final = frozenset({"aws", "aws-cn", "aws-us-gov"})  # where streams have a dash under dual stack
_REGION: Final = r"[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"


def endpoint_of(region: str, *, fips: bool = False, dual_stack: bool = False) -> Origin:
    """Give the address of DynamoDB in a region.

    A region that no partition knows is taken for a new one of the partition `aws`, as the SDKs do.

    Raises:
        DynamoDBToolboxError: `client.invalidRegion` where it is no name of a region, or has no such address.
    """
    _check(region, special=fips or dual_stack)
    if region == "local":
        return _LOCAL
    partition = partition_of(region)
    service = "dynamodb-fips" if fips else "dynamodb"
    if fips and not dual_stack and partition.name == "aws-us-gov":
        service = "dynamodb"  # all of its addresses conform
    suffix = partition.dual_stack if dual_stack else partition.suffix
    return Origin(f"{service}.{region}.{suffix}", 443, tls=True)


def streams_endpoint_of(region: str, *, fips: bool = False, dual_stack: bool = False) -> Origin:
    """Give the address of DynamoDB Streams in a region, which is another than that of the tables.

    Raises:
        DynamoDBToolboxError: `client.invalidRegion` where it is no name of a region, or has no such address.
    """
    _check(region, special=fips or dual_stack)
    if region == "local":
        return _LOCAL
    partition = partition_of(region)
    kind = "-fips" if fips and (dual_stack or partition.name != "aws-us-gov") else ""
    if dual_stack:
        dot = "-" if partition.name in _DASHED else "."
        return Origin(f"streams{dot}dynamodb{kind}.{region}.{partition.dual_stack}", 443, tls=True)
    return Origin(f"streams.dynamodb{kind}.{region}.{partition.suffix}", 443, tls=True)


def _check(region: str, *, special: bool) -> None:
    if region == "local" and special:
        raise DynamoDBToolboxError(
            "client.invalidRegion",
            "The region 'local' is on this machine: it has neither a FIPS nor a dual-stack address.",
            payload={"received": region},
        )
    if not re.fullmatch(_REGION, region):
        raise DynamoDBToolboxError(
            "client.invalidRegion",
            f"A region's name has letters, digits and hyphens, such as eu-west-1; got '{region}'.",
            payload={"received": region},
        )


def partition_of(region: str) -> Partition:
    """Give the partition that a region is in."""
    return next((part for part in PARTITIONS if re.fullmatch(part.regions, region)), PARTITIONS[0])


_HOST: Final = r"(?:\d{12}\.ddb|[\w-]*dynamodb(?:-fips)?)\.([a-z0-9-]+)\.(?:[a-z0-9-]+\.)+[a-z]+"


def region_in(host: str) -> str | None:
    """Give the region that an AWS host name bears (`dynamodb.eu-west-1.amazonaws.com`)."""
    if not host.endswith(_SUFFIXES):
        return None
    found = re.fullmatch(_HOST, host)
    return None if found is None else found[1]


_SUFFIXES: Final = tuple(f".{end}" for part in PARTITIONS for end in (part.suffix, part.dual_stack))
