import type { Page } from '#src/platform/http/route.ts'
import { LongTextField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { listTitle } from '../../lists/list-files.ts'
import type { ListVersion } from '../../lists/list-version.ts'

/** What follows from taking a version back, and why it is done. */
export const takeBackPage = (version: ListVersion, form: FormState): Page =>
  formPage(
    form,
    {
      title: 'Take back this version',
      caption: `${listTitle[version.list]}: ${version.fileName}`,
      headed: 'by-page',
      submit: 'Take back the version',
      before: (
        <p class="govuk-body">
          The version before it counts again for everything that is decided from now on. Decisions that were made by
          this version stay as they are.
        </p>
      ),
    },
    <LongTextField name="reason" label="Why do you take it back?" hint="It is kept in the history" rows={3} />,
  )
