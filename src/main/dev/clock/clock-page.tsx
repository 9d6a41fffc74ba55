import { setTimeout as wait } from 'node:timers/promises'
import { momentText, type Temporal } from '#src/kit/dates.ts'
import { type FieldError, firstValue } from '#src/kit/form.ts'
import { CLOCK_SEEN_WITHIN } from '#src/platform/clock.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { TextField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { movePlatformClock } from './move-clock.ts'

export const showClock = ({ now }: WebRequest): Reply => show(clockPage(now))

/** Moves the clock to a day or a moment, on by a number of days, or back to the machine's time. */
export async function changeClock(request: WebRequest): Promise<Reply> {
  const { form, now } = request
  const to = firstValue(form, 'to').trim()
  const moved = await request.execute(movePlatformClock, { to: targetOf(form, now) })
  if (!moved.ok)
    return showAgain(clockPage(now, to, [{ field: 'to', message: 'Enter a day, like 2027-01-31, or a moment' }]))
  // Whoever sees the next page, in any process, sees the new time.
  await wait(CLOCK_SEEN_WITHIN.total('milliseconds'))
  return redirectTo('/dev/clock')
}

function targetOf(form: WebRequest['form'], now: Temporal.Instant): string | null {
  const days = firstValue(form, 'days')
  if (firstValue(form, 'reset') !== '') return null
  return /^-?\d{1,4}$/.test(days) ? now.add({ hours: 24 * Number(days) }).toString() : firstValue(form, 'to').trim()
}

const STEPS = [1, 7, 21, 30, 365]

const clockPage = (now: Temporal.Instant, typed = '', errors: readonly FieldError[] = []): Page =>
  page(
    { title: 'Clock', errors, breadcrumbs: [{ text: 'Development', href: '/dev' }] },
    <>
      <h1 class="govuk-heading-l">Clock</h1>
      <p class="govuk-body">
        The platform’s time is <strong>{momentText(now)}</strong> (<code>{now.toString()}</code>).
      </p>
      <Form state={freshForm('/dev/clock', { values: { to: typed }, errors })}>
        <TextField
          name="to"
          label="Move the clock to"
          hint="A day, like 2027-01-31, or a moment, like 2027-01-31T09:00:00Z"
          width={20}
        />
        <Button text="Move the clock" />
      </Form>
      <Form state={freshForm('/dev/clock')}>
        <div class="govuk-button-group">
          {STEPS.map((days) => (
            <Button
              text={`${days} ${days === 1 ? 'day' : 'days'} on`}
              name="days"
              value={String(days)}
              classes="govuk-button--secondary"
            />
          ))}
          <Button text="Back to the machine’s time" name="reset" value="yes" classes="govuk-button--secondary" />
        </div>
      </Form>
    </>,
  )
