import type pg from 'pg'

/** The schemas that are ours to describe; pg-boss and the migration runner keep theirs. */
export const SCHEMAS = ['audit', 'platform', 'directory', 'access', 'npq', 'claims'] as const

export type Table = {
  readonly schema: string
  readonly name: string
  readonly columns: readonly Column[]
  readonly constraints: readonly { readonly name: string; readonly definition: string }[]
  readonly indexes: readonly string[]
  readonly triggers: readonly string[]
  readonly grants: readonly string[]
  readonly references: readonly Reference[]
}

export type Column = {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly fill: string | null
  readonly identity: boolean
}

/** A foreign key: this table's columns point at one row of `to`. */
export type Reference = { readonly columns: readonly string[]; readonly to: string }

/** Every table as the database itself describes it, in a fixed order: the same from PostgreSQL 15 and 18. */
export async function readTables(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(TABLES, [SCHEMAS])
  return rows
}

/** The text of each function in our schemas. */
export async function readFunctions(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ definition: string }>(
    `select pg_get_functiondef(p.oid) as definition
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = any ($1) order by n.nspname collate "C", p.proname collate "C", p.oid`,
    [SCHEMAS],
  )
  return rows.map((row) => row.definition.trim())
}

// Constraints of type "n" (not null) exist from PostgreSQL 18 only and are said by the column.
const TABLES = `
  select n.nspname as schema, c.relname as name,
    (select jsonb_agg(jsonb_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull,
        'fill', pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity <> '') order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(jsonb_agg(jsonb_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid))
        order by position(k.contype::text in 'pufcx'), k.conname collate "C"), '[]')
      from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')) as constraints,
    (select coalesce(jsonb_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid::regclass::text collate "C"), '[]')
      from pg_index i where i.indrelid = c.oid
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))) as indexes,
    (select coalesce(jsonb_agg(pg_get_triggerdef(t.oid) order by t.tgname collate "C"), '[]')
      from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers,
    (select coalesce(jsonb_agg(lower(g.privilege_type) order by g.privilege_type collate "C"), '[]')
      from aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee where r.rolname = 'tts_app') as grants,
    (select coalesce(jsonb_agg(jsonb_build_object(
        'columns', (select jsonb_agg(a.attname order by u.position) from unnest(k.conkey) with ordinality as u (attnum, position)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum),
        'to', tn.nspname || '.' || tc.relname) order by k.conname collate "C"), '[]')
      from pg_constraint k join pg_class tc on tc.oid = k.confrelid join pg_namespace tn on tn.oid = tc.relnamespace
      where k.conrelid = c.oid and k.contype = 'f') as references
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname = any ($1)
  order by array_position($1, n.nspname::text), c.relname collate "C"`
