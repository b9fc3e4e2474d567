/** What is promised, if it is there within so many milliseconds. */
export async function soon<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    limit = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(limit));
}
