import type { Page } from '#src/platform/http/route.ts'
import { RadioField, SelectField, TextField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import {
  EMPLOYMENT_TYPES,
  type EmploymentType,
  NURSERY_KINDS,
  type PrivateNurseryKind,
  type PublicNurseryKind,
  WORK_SETTINGS,
  type WorkSetting,
} from '../work-details.ts'
import { employmentTypeText, nurseryKindText, settingText } from '../work-words-rules.ts'
import { cannotUseWorkplacePage } from './cannot-use-workplace-page.tsx'
import type { WorkStep } from './work-steps.ts'
import { stepBeside, type WorkView } from './work-view.ts'
import { workplacePage } from './workplace-page.tsx'

/** The pages of the questions about work: put them among the journey's own. */
export const workPages: { readonly [Name in WorkStep]: (view: WorkView) => Page } = {
  'teacher-catchment': ({ form }) =>
    radioPage(form, {
      name: 'worksInEngland',
      title: 'Do you work in England?',
      choices: YES_NO,
    }),
  country: ({ form }) => {
    const title = 'Which country do you work in?'
    return formPage(
      form,
      { title },
      <TextField name="country" label={title} heading hint="For example, Wales or Spain" width="two-thirds" />,
    )
  },
  'work-setting': ({ form }) =>
    radioPage(form, {
      name: 'setting',
      title: 'What setting do you work in?',
      hint: 'Tell us where you work now, even if you are about to change jobs',
      choices: WORK_SETTINGS.map((value) => ({ value, text: settingText[value], ...hinted(SETTING_HINTS[value]) })),
    }),
  'kind-of-nursery': ({ form }) =>
    radioPage(form, {
      name: 'nurseryKind',
      title: 'Which early years setting do you work in?',
      choices: NURSERY_KINDS.map((value: PublicNurseryKind | PrivateNurseryKind) => ({
        value,
        text: nurseryKindText[value],
      })),
    }),
  'choose-school': workplacePage('choose-school'),
  'choose-childcare-provider': workplacePage('choose-childcare-provider'),
  'have-ofsted-urn': ({ form }) =>
    radioPage(form, {
      name: 'hasOfstedUrn',
      title: 'Do you or your employer have an Ofsted unique reference number (URN)?',
      hint: 'It has 6 or 7 numbers, sometimes with EY before them. It is on letters and reports from Ofsted',
      choices: YES_NO,
    }),
  'choose-private-childcare-provider': workplacePage('choose-private-childcare-provider'),
  'your-employment': ({ form }) =>
    radioPage(form, {
      name: 'employmentType',
      title: 'How are you employed?',
      choices: EMPLOYMENT_TYPES.map((value: EmploymentType) => ({ value, text: employmentTypeText[value] })),
    }),
  'your-role': ({ form }) => textPage(form, { name: 'role', title: 'What is your role?' }),
  'your-employer': ({ form }) =>
    textPage(form, {
      name: 'employerName',
      title: 'Which organisation employs you?',
      hint: 'For example, the name of the local authority, hospital school or young offender institution',
    }),
  'itt-provider': ({ form, facts }) => {
    const title = 'Which accredited initial teacher training provider are you a lead mentor for?'
    const none = { value: '', text: 'Select a provider' }
    const choices = facts.work.ittProviders.map(({ id, name }) => ({ value: id, text: name }))
    return formPage(
      form,
      {
        title,
        after: (
          <p class="govuk-body">
            If the provider is not in the list, it is not accredited at the moment.{' '}
            <a class="govuk-link" href={stepBeside(form, 'your-employment')}>
              Change how you are employed
            </a>{' '}
            or ask the provider.
          </p>
        ),
      },
      <SelectField name="ittProvider" label={title} heading choices={[none, ...choices]} />,
    )
  },
  'referred-by-return-to-teaching-adviser': ({ form }) =>
    radioPage(form, {
      name: 'wasReferred',
      title: 'Were you referred by a return to teaching adviser?',
      choices: YES_NO,
    }),
  'cannot-use-workplace': cannotUseWorkplacePage,
}

const YES_NO = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]

const SETTING_HINTS: Partial<Readonly<Record<WorkSetting, string>>> = {
  early_years_or_childcare: 'For example, a nursery, a pre-school class or childminding',
  an_academy_trust:
    'If you work for one school of the trust, choose that school on the next page. Otherwise choose the trust',
  a_16_to_19_educational_setting: 'For example, a sixth-form college or further education college',
  another_setting: 'For example, a hospital school, a virtual school or a provider of initial teacher training',
  other: 'For example, you do not work in education at the moment',
}

const hinted = (hint: string | undefined) => (hint === undefined ? {} : { hint })

type Radios = {
  readonly name: string
  readonly title: string
  readonly hint?: string
  readonly choices: readonly { readonly value: string; readonly text: string; readonly hint?: string }[]
}

const radioPage = (form: FormState, { title, ...field }: Radios): Page =>
  formPage(form, { title }, <RadioField {...field} legend={title} heading />)

const textPage = (form: FormState, { title, ...field }: Omit<Radios, 'choices'>): Page =>
  formPage(form, { title }, <TextField {...field} label={title} heading width="two-thirds" />)
