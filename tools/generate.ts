import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { z } from 'zod'
import { endpoints, events as eventDefinitions, routes } from '#src/main/compose.ts'
import { npqOpenApi } from '#src/modules/npq/api/openapi.ts'
import { readMigrations } from '#src/platform/db/migrate.ts'
import { testServer } from '#test/server.ts'
import { asAdministrator, databaseName, ensureTemplate, onDatabase } from '#test/template.ts'
import { authorisation } from './generated/authorisation.ts'
import { readFunctions, readTables, SCHEMAS } from './generated/catalogue.ts'
import { erd } from './generated/erd.ts'
import { events } from './generated/events.ts'
import { mapMarkdown, mapOf } from './generated/map.ts'
import { schemaSql } from './generated/schema-sql.ts'
import { states } from './generated/states.ts'
import { govukTypes } from './govuk-types.ts'

const HASHES = 'db/migrations/hashes.json'

/** bin/generate: writes every generated file. With --check it writes nothing and fails when one is out of date. */
async function main(flag: string | undefined): Promise<void> {
  if (flag === '--map') return console.log(mapText())
  const files = Object.entries({ ...(await fromDatabase()), ...(await fromSources()) })
  const present = await Promise.all(files.map(([path]) => readFile(path, 'utf8').catch(() => null)))
  const stale = files.filter(([_path, text], index) => present[index] !== text)
  if (stale.length === 0) return
  const names = stale.map(([path]) => path).join(', ')
  if (flag === '--check') {
    console.log(`Out of date: ${names}\nRun bin/generate and commit what it writes.`)
    process.exitCode = 1
  } else {
    for (const [path, text] of stale) await write(path, text)
    console.log(`Wrote ${names}`)
  }
}

const fromSources = async (): Promise<Record<string, string>> => ({
  'src/ui/govuk-types.ts': govukTypes(),
  'docs/generated/map.md': mapMarkdown(mapOf(routes, endpoints)),
  'docs/generated/openapi.json': `${JSON.stringify(npqOpenApi, null, 2)}\n`,
  'docs/generated/authorisation.md': authorisation(routes, endpoints),
  'docs/generated/events.md': events(eventDefinitions),
  'docs/generated/states.md': await states(),
  [HASHES]: await mergedMigrations(),
})

/** The hash of each migration, added when it is new and never changed: an edited file then fails the architecture tests. */
async function mergedMigrations(): Promise<string> {
  const known: unknown = JSON.parse(await readFile(HASHES, 'utf8').catch(() => '{}'))
  const files = await readMigrations('db/migrations')
  const hashes = Object.fromEntries(files.map(({ name, sha256 }) => [`${name}.sql`, sha256]))
  return `${JSON.stringify({ ...hashes, ...z.record(z.string(), z.string()).parse(known) }, null, 2)}\n`
}

async function fromDatabase(): Promise<Record<string, string>> {
  const server = await testServer()
  const name = databaseName('test')
  try {
    const template = await ensureTemplate(server.url)
    await asAdministrator(server.url, (client) => client.query(`create database ${name} template ${template}`))
    return await describe(onDatabase(server.url, name))
  } finally {
    await asAdministrator(server.url, (client) => client.query(`drop database if exists ${name} with (force)`))
    await server.release()
  }
}

async function describe(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const [types, tables, functions] = [await schemaTypes(url), await readTables(client), await readFunctions(client)]
    return {
      'db/schema.ts': types,
      'db/schema.sql': schemaSql(tables, functions),
      'docs/generated/erd.md': erd(tables),
    }
  } finally {
    await client.end()
  }
}

const TYPES = {
  timestamptz: 'Temporal.Instant',
  date: 'Temporal.PlainDate',
  int8: 'number',
  daterange: 'string',
  xid8: 'string',
}

async function schemaTypes(url: string): Promise<string> {
  const { stdout } = await promisify(execFile)('node_modules/.bin/kysely-codegen', [
    ...['--dialect', 'postgres', '--url', url, '--print', '--log-level', 'silent'],
    ...['--include-pattern', `{${[...SCHEMAS].sort().join(',')}}.*`, '--default-schema', 'none'],
    ...['--type-mapping', JSON.stringify(TYPES)],
    ...['--custom-imports', JSON.stringify({ Temporal: 'temporal-polyfill#Temporal' })],
  ])
  return stdout
}

function mapText(): string {
  return mapOf(routes, endpoints)
    .map((row) =>
      [
        row.url,
        row.policy,
        row.folder ?? 'no folder',
        row.commands.join(' + '),
        row.events.join(' + '),
        row.story ?? 'no story',
      ]
        .filter((part) => part !== '')
        .join(' → '),
    )
    .join('\n')
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

await main(process.argv[2])
