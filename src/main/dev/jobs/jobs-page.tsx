import { momentText } from '#src/kit/dates.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { type DeadLetter, deadLetters, type QueueState, queueStates } from '#src/platform/jobs/jobs-queries.ts'
import { Table } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'

/** What waits, runs and has failed, by kind of job. */
export async function showJobs({ db }: WebRequest): Promise<Reply> {
  const [queues, dead] = [await queueStates(db), await deadLetters(db)]
  return show(
    page(
      { title: 'Jobs', breadcrumbs: [{ text: 'Development', href: '/dev' }], width: 'full' },
      <>
        <h1 class="govuk-heading-l">Jobs</h1>
        <Table
          caption="Queues"
          head={['Job', 'Schedule (London)', 'Waiting', 'Trying again', 'Running', 'Done', 'Failed', 'Last done'].map(
            (text) => ({ text }),
          )}
          rows={queues.map(queueRow)}
        />
        {dead.length === 0 ? (
          <p class="govuk-body">No job has failed every attempt.</p>
        ) : (
          <Table
            caption="Failed every attempt"
            head={['Job', 'Input', 'Because', 'When'].map((text) => ({ text }))}
            rows={dead.map(deadRow)}
          />
        )}
      </>,
    ),
  )
}

const queueRow = (queue: QueueState) =>
  [
    queue.name,
    queue.schedule ?? 'when asked for',
    ...[queue.waiting, queue.retrying, queue.active, queue.completed, queue.failed].map(String),
    queue.lastCompletedAt ? momentText(queue.lastCompletedAt) : 'never',
  ].map((text) => ({ text }))

const deadRow = (letter: DeadLetter) =>
  [letter.job, JSON.stringify(letter.input), letter.because ?? '', momentText(letter.diedAt)].map((text) => ({ text }))
