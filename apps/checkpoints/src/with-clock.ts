/** Runs `body` with a clock that stands where `set` puts it, in seconds since 1970. */
export async function withClock<R>(body: (set: (seconds: number) => void) => Promise<R>): Promise<R> {
  const { now } = Date;
  try {
    return await body((seconds) => {
      Date.now = () => seconds * 1000;
    });
  } finally {
    Date.now = now;
  }
}
