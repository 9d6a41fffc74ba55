import { createContext, useContext } from 'hono/jsx'
import type { Frame } from '#src/platform/http/route.ts'

/** The frame of the page that is being rendered, for components deep inside it. */
export const FrameContext = createContext<Frame | null>(null)

export function useFrame(): Frame {
  const frame = useContext(FrameContext)
  if (!frame) throw new Error('Rendered outside page()')
  return frame
}
