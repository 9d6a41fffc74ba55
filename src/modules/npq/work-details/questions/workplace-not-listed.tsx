import type { FormState } from '#src/ui/form.tsx'
import { Details } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import type { SearchStep } from './work-facts-queries.ts'
import { stepBeside } from './work-view.ts'

/** The way out for somebody whose workplace no register has. */
export const NotListed = ({ step, form }: { readonly step: SearchStep; readonly form: FormState }): Html => (
  <Details summaryText="My workplace is not on the list" html={<Advice step={step} form={form} />} />
)

const Advice = ({ step, form }: { readonly step: SearchStep; readonly form: FormState }): Html =>
  step === 'choose-private-childcare-provider' ? (
    <>
      <p class="govuk-body">
        The list has the nurseries, childminders and agencies that are on the Ofsted register. One that registered in
        the last weeks may not be in it yet.
      </p>
      <p class="govuk-body">
        You can go on without it:{' '}
        <a class="govuk-link" href={stepBeside(form, 'have-ofsted-urn')}>
          answer that you have no Ofsted URN
        </a>
        . You can change your work details after you have registered.
      </p>
    </>
  ) : (
    <>
      <p class="govuk-body">
        The list has every school and college that is in{' '}
        <a class="govuk-link" href="https://get-information-schools.service.gov.uk/">
          Get Information about Schools
        </a>
        , where you can look up a name and URN.
      </p>
      <ul class="govuk-list govuk-list--bullet">
        <li>If you work in several schools of a trust or local authority, search for the trust or the authority.</li>
        <li>
          If you work in a hospital, a young offender institution or a virtual school,{' '}
          <a class="govuk-link" href={stepBeside(form, 'work-setting')}>
            change your setting
          </a>{' '}
          to “Another setting”.
        </li>
        <li>If your school has changed its name or become an academy, search for the new name.</li>
      </ul>
    </>
  )
