import { counted } from '#src/kit/counted.ts'
/** A time to wait in plain words, rounded up so that it is never too short: "30 seconds", "2 minutes", "1 hour". */
export function waitText(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds))
  if (whole < 60) return counted(whole, 'second', 'seconds')
  const minutes = Math.ceil(whole / 60)
  return minutes < 60 ? counted(minutes, 'minute', 'minutes') : counted(Math.ceil(minutes / 60), 'hour', 'hours')
}
