/** Signing in to the pages without a browser: the form and the cookies that a browser would send. */

/** What a browser has after it has loaded the sign-in page. */
export interface Form {
  readonly cookie: string;
  readonly form: string;
}

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ');

const hiddenIn = (html: string): string => /name="form" value="([^"]+)"/.exec(html)?.[1] ?? '';

export async function signInForm(at: string): Promise<Form> {
  const page = await fetch(`${at}/sign-in`);
  return { cookie: cookiesOf(page), form: hiddenIn(await page.text()) };
}

/** The answer to the form of signing in. @param headers what the browser says of where it comes from */
export async function signIn(
  at: string,
  token: string,
  next: string,
  headers: Record<string, string> = { origin: at },
): Promise<Response> {
  const { cookie, form } = await signInForm(at);
  return fetch(`${at}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, ...headers },
    body: new URLSearchParams({ token, next, form }),
  });
}

/** The cookie of a session that was begun. */
export const sessionIn = (answer: Response): string => cookiesOf(answer).split('; ')[0] ?? '';

/** The token of the forms of a session, as a page holds it. */
export const formOfSession = async (at: string, cookie: string): Promise<string> =>
  hiddenIn(await (await fetch(`${at}/`, { headers: { cookie } })).text());
