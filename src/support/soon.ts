/** The value, or undefined where it takes longer than this; it goes on being made. */
export async function soon<T>(value: Promise<T>, withinMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), withinMs);
  });
  return Promise.race([value, late]).finally(() => clearTimeout(timer));
}
