import { firstValue } from '#src/kit/form.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { RadioField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'

/** One local service that can be told to misbehave: what it can do, and its switch. */
export type Misbehaving = {
  readonly at: string
  readonly title: string
  readonly faults: Readonly<Record<string, string>>
  readonly fault: () => string
  /** Answers nothing and changes nothing for a fault that it does not know. */
  readonly choose: (fault: string) => void
}

/** One page for each service; the first of them is where the index of development leads. */
export const showFaults =
  (services: readonly Misbehaving[]) =>
  ({ path }: WebRequest): Reply => {
    const service = services.find(({ at }) => at === path)
    return service ? show(faultsPage(service, services)) : notFound
  }

const faultsPage = ({ at, title, faults, fault }: Misbehaving, services: readonly Misbehaving[]) =>
  page(
    { title, breadcrumbs: [{ text: 'Development', href: '/dev' }] },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <Form state={freshForm(at, { values: { fault: fault() } })}>
        <RadioField
          name="fault"
          legend="How it behaves"
          choices={Object.entries(faults).map(([value, text]) => ({ value, text }))}
        />
        <Button text="Change" />
      </Form>
      <ul class="govuk-list">
        {services
          .filter((other) => other.at !== at)
          .map((other) => (
            <li>
              <a class="govuk-link" href={other.at}>
                {other.title}
              </a>
            </li>
          ))}
      </ul>
    </>,
  )

/** Kept in memory: a restart puts the service right. */
export const changeFault = (services: readonly Misbehaving[]) =>
  function changeFault({ form, path }: WebRequest): Reply {
    const service = services.find(({ at }) => at === path)
    service?.choose(firstValue(form, 'fault'))
    return service ? redirectTo(path) : notFound
  }
