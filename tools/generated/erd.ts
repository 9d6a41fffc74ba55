import { SCHEMAS, type Table } from './catalogue.ts'

/** docs/generated/erd.md: one drawing for each schema, with what it points at in others. */
export const erd = (tables: readonly Table[]): string =>
  `${[
    '# Tables',
    'Made by `bin/generate` from the migrated database.',
    ...SCHEMAS.map((schema) => drawing(schema, tables)),
  ].join('\n\n')}\n`

function drawing(schema: string, tables: readonly Table[]): string {
  const own = tables.filter((table) => table.schema === schema)
  return [`## ${schema}`, '', '```mermaid', 'erDiagram', ...own.map(entity), ...own.flatMap(relations), '```'].join(
    '\n',
  )
}

const entity = (table: Table): string =>
  [
    `  ${node(`${table.schema}.${table.name}`)} {`,
    ...table.columns.map((column) => `    ${column.type.replace(/[^a-z0-9]+/g, '_')} ${column.name}`),
    '  }',
  ].join('\n')

const relations = (table: Table): readonly string[] =>
  table.references.map(
    ({ columns, to }) => `  ${node(to)} ||--o{ ${node(`${table.schema}.${table.name}`)} : "${columns.join(', ')}"`,
  )

const node = (name: string): string => name.replace('.', '__')
