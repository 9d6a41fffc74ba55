import { firstValue } from '#src/kit/form.ts'
import { type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { RadioField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { testVirus } from './local-clamd.ts'
import { isMood, SCANNER_MOODS, type ScannerMoodSwitch } from './moods.ts'

const SCANNER_PAGE = '/dev/virus-scan'

/** How the local virus scanner behaves, and a file that it finds. */
export const showScanner = (kept: ScannerMoodSwitch) => (): Reply =>
  show(
    page(
      { title: 'Virus scanner', breadcrumbs: [{ text: 'Development', href: '/dev' }] },
      <>
        <h1 class="govuk-heading-l">Virus scanner</h1>
        <p class="govuk-body">
          The worker scans what was uploaded as evidence every minute, with a local scanner that speaks the protocol of
          ClamAV. When the web role and the worker are different processes, the worker asks here how to behave before it
          looks at a file.
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href="/dev/virus-scan/test-file" download="eicar.txt">
            Download the EICAR test file
          </a>
          , which is harmless and which every scanner takes for a virus.
        </p>
        <Form state={freshForm(SCANNER_PAGE, { values: { mood: kept.mood } })}>
          <RadioField
            name="mood"
            legend="How it behaves"
            choices={Object.entries(SCANNER_MOODS).map(([value, text]) => ({ value, text }))}
          />
          <Button text="Change" />
        </Form>
      </>,
    ),
  )

/** Kept in memory: a restart puts the scanner right. */
export const changeMood = (kept: ScannerMoodSwitch) =>
  function changeMood({ form }: WebRequest): Reply {
    const mood = firstValue(form, 'mood')
    if (isMood(mood)) kept.mood = mood
    return redirectTo(SCANNER_PAGE)
  }

const PLAIN = 'text/plain; charset=utf-8'

export const sendMood = (kept: ScannerMoodSwitch) => (): Reply => ({
  ...{ kind: 'text', status: 200, type: PLAIN, body: kept.mood },
})

export const sendTestFile = (): Reply => ({
  ...{ kind: 'text', status: 200, type: PLAIN, body: String(testVirus()), fileName: 'eicar.txt' },
})
