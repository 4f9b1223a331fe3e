// The JavaScript SDK v3 against the server at argv[3], from the packages in argv[2]; prints what it got as JSON.
import { createRequire } from "node:module"
const require = createRequire(`${process.argv[2]}/`)
const { DynamoDBClient, ...commands } = require("@aws-sdk/client-dynamodb")
const { DynamoDBDocumentClient, PutCommand, QueryCommand, UpdateCommand } = require("@aws-sdk/lib-dynamodb")

const client = new DynamoDBClient({
  endpoint: process.argv[3],
  region: "us-east-1",
  credentials: { accessKeyId: "key", secretAccessKey: "secret" },
})
const got = {}

await client.send(
  new commands.CreateTableCommand({
    TableName: "from-js",
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    BillingMode: "PAY_PER_REQUEST",
  })
)
await commands.waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: "from-js" })
got.created = (await client.send(new commands.DescribeTableCommand({ TableName: "from-js" }))).Table.CreationDateTime instanceof Date

await client.send(new commands.PutItemCommand({ TableName: "from-js", Item: { id: { S: "b" }, b: { B: new Uint8Array([0, 255]) } } }))
got.bytes = [...(await client.send(new commands.GetItemCommand({ TableName: "from-js", Key: { id: { S: "b" } } }))).Item.b.B]

const documents = DynamoDBDocumentClient.from(client)
await documents.send(new PutCommand({ TableName: "from-js", Item: { id: "d", tags: new Set(["x"]), nested: { list: [1, null] } } }))
await documents.send(
  new UpdateCommand({ TableName: "from-js", Key: { id: "d" }, UpdateExpression: "SET n = :n", ExpressionAttributeValues: { ":n": 1.5 } })
)
const query = { TableName: "from-js", KeyConditionExpression: "id = :id", ExpressionAttributeValues: { ":id": "d" } }
const [{ tags, ...rest }] = (await documents.send(new QueryCommand(query))).Items
got.document = { ...rest, tags: [...tags] }

try {
  await client.send(
    new commands.PutItemCommand({
      TableName: "from-js",
      Item: { id: { S: "b" } },
      ConditionExpression: "attribute_not_exists(id)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    })
  )
} catch (error) {
  got.failed = [error instanceof commands.ConditionalCheckFailedException, error.message, error.Item.id]
}
try {
  const check = { TableName: "from-js", Key: { id: { S: "b" } }, ConditionExpression: "attribute_not_exists(id)" }
  await client.send(new commands.TransactWriteItemsCommand({ TransactItems: [{ ConditionCheck: check }] }))
} catch (error) {
  got.cancelled = [error instanceof commands.TransactionCanceledException, error.CancellationReasons.map(({ Code }) => Code)]
}
console.log(JSON.stringify(got))
