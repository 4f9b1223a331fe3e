// DynamoDB-Toolbox against the server at argv[3], from the packages in argv[2]; prints what it got as JSON.
import { createRequire } from "node:module"
const require = createRequire(`${process.argv[2]}/`)
const { CreateTableCommand, DynamoDBClient } = require("@aws-sdk/client-dynamodb")
const { DynamoDBDocumentClient } = require("@aws-sdk/lib-dynamodb")
const toolbox = require("dynamodb-toolbox")
const { Table, Entity, item, string, number, set, $add } = toolbox
const { PutItemCommand, GetItemCommand, UpdateItemCommand, QueryCommand } = toolbox

const client = new DynamoDBClient({
  endpoint: process.argv[3],
  region: "us-east-1",
  credentials: { accessKeyId: "key", secretAccessKey: "secret" },
})
await client.send(
  new CreateTableCommand({
    TableName: "toolbox",
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    AttributeDefinitions: ["pk", "sk"].map(AttributeName => ({ AttributeName, AttributeType: "S" })),
    BillingMode: "PAY_PER_REQUEST",
  })
)
const table = new Table({
  name: "toolbox",
  partitionKey: { name: "pk", type: "string" },
  sortKey: { name: "sk", type: "string" },
  documentClient: DynamoDBDocumentClient.from(client),
})
const pokemons = new Entity({
  name: "pokemon",
  table,
  schema: item({
    trainer: string().key().savedAs("pk"),
    name: string().key().savedAs("sk"),
    level: number().default(1),
    types: set(string()).optional(),
  }),
  timestamps: false,
})
const got = {}
await pokemons.build(PutItemCommand).item({ trainer: "ash", name: "pikachu", types: new Set(["electric"]) }).send()
await pokemons.build(PutItemCommand).item({ trainer: "ash", name: "mew", level: 99 }).send()
await pokemons.build(UpdateItemCommand).item({ trainer: "ash", name: "pikachu", level: $add(41) }).send()
const found = (await pokemons.build(GetItemCommand).key({ trainer: "ash", name: "pikachu" }).send()).Item
got.found = { ...found, types: [...found.types] }
const { Items } = await table.build(QueryCommand).entities(pokemons).query({ partition: "ash" }).send()
got.names = Items.map(({ name }) => name)
try {
  const options = { condition: { attr: "level", gt: 50 } }
  await pokemons.build(PutItemCommand).item({ trainer: "ash", name: "pikachu" }).options(options).send()
} catch (error) {
  got.failed = error.name
}
console.log(JSON.stringify(got))
