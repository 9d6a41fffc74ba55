import type { Column, Table } from './catalogue.ts'

/** db/schema.sql: what the migrations add up to, to be read. It is never run. */
export const schemaSql = (tables: readonly Table[], functions: readonly string[]): string =>
  `${[
    '-- What the migrations add up to. Made by bin/generate from a migrated database: to be read, never run.',
    ...functions.map((definition) => `${definition};`),
    ...tables.map(tableSql),
  ].join('\n\n')}\n`

function tableSql(table: Table): string {
  const lines = [
    ...table.columns.map(columnSql),
    ...table.constraints.map(({ name, definition }) => `constraint ${name} ${definition}`),
  ]
  return [
    `create table ${table.schema}.${table.name} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n);`,
    ...table.indexes.map((definition) => `${definition};`),
    ...table.triggers.map((definition) => `${definition};`),
    `grant ${table.grants.join(', ')} on ${table.schema}.${table.name} to tts_app;`,
  ].join('\n')
}

const columnSql = ({ name, type, required, fill, identity }: Column): string =>
  [
    name,
    type,
    identity ? 'generated always as identity' : null,
    required ? 'not null' : null,
    fill ? `default ${fill}` : null,
  ]
    .filter((part) => part !== null)
    .join(' ')
