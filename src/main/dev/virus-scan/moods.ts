/** How the local virus scanner answers, whatever it is given. */
export const SCANNER_MOODS = {
  honest: 'Works as it should: it finds the EICAR test file, and nothing else',
  silent: 'Never answers',
  garbled: 'Answers what nobody understands',
  small: 'Says that every file is too large for it',
  'hangs-up': 'Closes every connection',
} as const satisfies Record<string, string>

export type ScannerMood = keyof typeof SCANNER_MOODS

/** The switch: one for each running platform. The web role has it; a worker in another process asks for it there. */
export const scannerMoodSwitch = (): { mood: ScannerMood } => ({ mood: 'honest' })
export type ScannerMoodSwitch = ReturnType<typeof scannerMoodSwitch>

export const isMood = (name: string): name is ScannerMood => name in SCANNER_MOODS

/** Where the mood can be read as one word. */
export const MOOD_PATH = '/dev/virus-scan/mood'

const PATIENCE_MILLISECONDS = 2_000

/** The mood as the web role has it now; honest when nobody answers there, as when only a worker runs. */
export async function moodAt(baseUrl: string): Promise<ScannerMood> {
  const word = await fetch(`${baseUrl}${MOOD_PATH}`, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) })
    .then((answer) => answer.text())
    .catch(() => '')
  return isMood(word) ? word : 'honest'
}
