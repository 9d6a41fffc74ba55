import { z } from 'zod'
import type { EventDefinition } from '#src/platform/audit/event.ts'

const Shape = z.object({ properties: z.record(z.string(), z.unknown()).default({}) })

/** docs/generated/events.md: every fact that the history can hold. */
export const events = (definitions: readonly EventDefinition[]): string =>
  `${[
    '# Events',
    '',
    'Made by `bin/generate` from the catalogues in `*-events.ts`.',
    '',
    '| Event | Version | Holds |',
    '|---|---|---|',
    ...[...definitions]
      .sort((one, other) => (one.name < other.name ? -1 : 1))
      .map(({ name, version, payload }) => `| \`${name}\` | ${version} | ${fields(payload)} |`),
  ].join('\n')}\n`

function fields(payload: z.ZodType): string {
  const shape = Shape.parse(z.toJSONSchema(payload, { unrepresentable: 'any' }))
  return Object.keys(shape.properties)
    .map((name) => `\`${name}\``)
    .join(', ')
}
