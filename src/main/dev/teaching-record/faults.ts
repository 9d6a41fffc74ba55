/** How the local teaching record can misbehave, and what the platform must make of it. */
export const RECORD_FAULTS = {
  none: 'Works as it should',
  down: 'Closes every connection',
  slow: 'Takes 30 seconds for each answer',
  error: 'Answers 500',
  busy: 'Has too much to do (429)',
  'bad-request': 'Does not understand our questions (400)',
  refused: 'Does not know our key (401)',
  'not-found': 'Knows nobody (404)',
  deactivated: 'Has deactivated everybody (410)',
  merged: 'Has merged everybody into 3000007 (308)',
  malformed: 'Answers with JSON that ends too early',
  'other-shape': 'Answers with JSON of another shape',
  'more-properties': 'Answers with properties that nobody has heard of',
} as const satisfies Record<string, string>

export type RecordFault = keyof typeof RECORD_FAULTS

/** The switch: one for each running platform. */
export const recordFaultSwitch = (): { fault: RecordFault } => ({ fault: 'none' })
export type RecordFaultSwitch = ReturnType<typeof recordFaultSwitch>

export const SLOW_MILLISECONDS = 30_000
