import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

const Machine = z.object({
  table: z.record(z.string(), z.object({ from: z.array(z.string()), to: z.string() })),
})

/** docs/generated/states.md: each transition table as a drawing. */
export async function states(): Promise<string> {
  const drawings = await Promise.all(globSync('src/**/*-states.ts').sort().map(drawingsOf))
  return `${[
    '# Statuses',
    'Made by `bin/generate` from the transition tables in `*-states.ts`.',
    ...drawings.flat(),
  ].join('\n\n')}\n`
}

// States are pure TypeScript, which Node runs as it is.
async function drawingsOf(path: string): Promise<readonly string[]> {
  const exported = z.record(z.string(), z.unknown()).parse({ ...(await import(pathToFileURL(resolve(path)).href)) })
  const drawings = Object.entries(exported).flatMap(([name, value]) => {
    const machine = Machine.safeParse(value)
    return machine.success ? [drawing(`${name}, ${path}`, machine.data.table)] : []
  })
  return [...drawings, ...Object.values(exported).flatMap(whoMoves)]
}

/** Of a machine whose file says it: who makes each move, and by which command. */
const Moves = z.record(z.string(), z.object({ by: z.array(z.string()).nonempty(), command: z.string() }))

function whoMoves(value: unknown): readonly string[] {
  const moves = Moves.safeParse(value)
  if (!moves.success || Object.keys(moves.data).length === 0) return []
  const rows = Object.entries(moves.data).map(
    ([move, { by, command }]) => `| ${move} | ${by.join(', ')} | \`${command}\` |`,
  )
  return [['| Move | Who | Command |', '|---|---|---|', ...rows].join('\n')]
}

const drawing = (title: string, table: z.output<typeof Machine>['table']): string =>
  [`## ${title}`, '', '```mermaid', 'stateDiagram-v2', ...Object.entries(table).flatMap(arrows), '```'].join('\n')

const arrows = ([name, { from, to }]: [string, { from: string[]; to: string }]): readonly string[] =>
  from.map((status) => `  ${node(status)} --> ${node(to)} : ${name}`)

const node = (status: string): string => status.replaceAll('-', '_')
