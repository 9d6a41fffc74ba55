import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { countWrongLetterCode, giveToken, type LiveLetter, liveLetters } from '../../link-requests/letters-store.ts'
import { letterCodeAccepted, letterCodeRefused } from '../../link-requests/link-request-events.ts'
import { codeIn } from '../../proofs/proof-rules.ts'
import { codeMatches, hashCode, hashOfToken } from '../../proofs/proof-secrets.ts'
import { lockOrganisation } from '../../proofs/proofs-store.ts'

/**
 * Tries the code of a letter. The right one lets the token, which is in the browser of whoever typed it, open what the letter
 * is for. A wrong one is counted, so it is an answer and not a refusal. The same for a school that was never sent a letter.
 */
export const enterLetterCode = command({
  name: 'access.enter-letter-code',
  input: z.object({ organisationId: OrganisationId, code: z.string(), token: z.string().length(52) }),
  refusals: [],
  records: [letterCodeAccepted.name, letterCodeRefused.name],
  async run({ tx, now }, { organisationId, code, token }) {
    await lockOrganisation(tx, organisationId)
    const letters = await liveLetters(tx, organisationId, now)
    const letter = await letterOf(letters, code)
    const school = { kind: 'school', id: organisationId } as const
    if (!letter) {
      await countWrongLetterCode(tx, letters)
      return { value: { isRight: false }, events: [letterCodeRefused.of([school], {})] }
    }
    await giveToken(tx, letter.id, hashOfToken(token))
    const event = letterCodeAccepted.of([school, { kind: 'proof', id: letter.id }], {})
    return { value: { isRight: true }, events: [event] }
  },
})

/** Every code is compared, and one that nobody has when there is no letter: time tells nothing. */
async function letterOf(letters: readonly LiveLetter[], typed: string): Promise<LiveLetter | null> {
  const code = codeIn(typed) ?? ''
  if (letters.length === 0) await hashCode(code)
  const matches = await Promise.all(letters.map((letter) => codeMatches(code, letter.code)))
  return letters.find((_, position) => matches[position]) ?? null
}
