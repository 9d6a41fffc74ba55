import { existsSync, globSync } from 'node:fs'
import type { Endpoint } from '#src/platform/http/api/endpoint.ts'
import type { Route } from '#src/platform/http/route.ts'
import { coveredBy } from '#test/architecture/covered-by.ts'

export type MapRow = {
  readonly url: string
  readonly policy: string
  /** The feature's folder, or null when there is none of that name. */
  readonly folder: string | null
  readonly commands: readonly string[]
  /** Why a row that runs no command needs none, or a GET that runs one may. */
  readonly writes: 'nothing' | 'drafts' | 'elsewhere' | 'facts'
  readonly events: readonly string[]
  /** The browser story that visits the page, or null when none does. */
  readonly story: string | null
}

/** What each URL leads to, from the live tables of routes and of the API. */
export const mapOf = (routes: readonly Route[], endpoints: readonly Endpoint[]): readonly MapRow[] => [
  ...pagesOf(routes),
  ...endpoints.map(endpointRow),
]

/** An address of the API stands in a topic of its module, which has one story for all. */
function endpointRow({ at, policy, topic, commands }: Endpoint): MapRow {
  const folder = `src/modules/${topic}`
  return {
    url: at,
    policy: policy.name,
    folder: existsSync(folder) ? folder : null,
    commands: commands.map((command) => command.name),
    writes: commands.length > 0 ? 'facts' : 'nothing',
    events: [...new Set(commands.flatMap((command) => command.records))],
    story: storyOf(folder),
  }
}

function pagesOf(routes: readonly Route[]): readonly MapRow[] {
  const folders = new Map(globSync('src/{modules/*/features,main/dev}/*').map((path) => [lastPart(path), path]))
  return routes.map((route) => {
    const folder = folders.get(route.feature) ?? null
    return {
      url: route.at,
      policy: route.policy.name,
      folder,
      commands: (route.commands ?? []).map((command) => command.name),
      writes: writesOf(route),
      events: [...new Set((route.commands ?? []).flatMap((command) => command.records))],
      story: folder && storyOf(folder),
    }
  })
}

function writesOf(route: Route): MapRow['writes'] {
  if (route.elsewhere) return 'elsewhere'
  if (route.commands) return 'facts'
  return route.drafts ? 'drafts' : 'nothing'
}

function storyOf(folder: string): string | null {
  const name = folder.replace('src/modules/', '').replace('/features/', '/')
  const story = `e2e/${coveredBy[name] ?? name}.spec.ts`
  return existsSync(story) ? story : null
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** docs/generated/map.md: find anything from its URL in one step. */
export const mapMarkdown = (rows: readonly MapRow[]): string =>
  `${[
    '# Map',
    '',
    'Made by `bin/generate` from the live table of routes; `bin/map` prints it.',
    '',
    '| URL | Policy | Feature | Command | Events | Story |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${cells(row)
          .map((cell) => cell || '–')
          .join(' | ')} |`,
    ),
  ].join('\n')}\n`

const cells = (row: MapRow): readonly string[] => [
  `\`${row.url}\``,
  row.policy,
  row.folder ?? '',
  row.commands.join('<br>') || (row.writes === 'nothing' ? '' : row.writes),
  row.events.join('<br>'),
  row.story ?? '',
]
