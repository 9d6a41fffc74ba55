import { FORM_FIELDS } from '#src/platform/http/route.ts'
import { useFrame } from './frame.ts'
import type { Html } from './govuk-types.ts'

/** What every form of ours carries unseen: the proof that it is ours, and the key that makes it act once. */
export const FormSecrets = (): Html => {
  const { csrfToken, idempotencyKey } = useFrame()
  return (
    <>
      <input type="hidden" name={FORM_FIELDS.csrf} value={csrfToken} />
      <input type="hidden" name={FORM_FIELDS.idempotencyKey} value={idempotencyKey} />
    </>
  )
}
