import { join } from 'node:path'
import { startEmbedded } from '#src/platform/db/embedded.ts'
import { repository } from '#src/ui/repository.ts'

type TestServer = { readonly url: string; readonly release: () => Promise<void> }

/**
 * The server on which test databases are made: TEST_DATABASE_URL's, else the packaged one in a folder of its own,
 * which runs that overlap share. The last run to end stops it.
 */
export async function testServer(attempts = 3): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { url: given, release: async () => {} }
  try {
    const { url, leave } = await startEmbedded({
      dataDir: join(repository, '.data'),
      appEnv: 'test',
      purpose: 'test',
    })
    return { url, release: leave }
  } catch (error) {
    // A run that ends may stop the server between our finding it and our joining it.
    if (attempts > 1) return testServer(attempts - 1)
    throw error
  }
}
