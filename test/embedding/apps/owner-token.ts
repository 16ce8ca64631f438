/** Requests a token from your server, each time a signed-in owner joins. */
export async function ownerToken({ roomUrl }: { roomUrl: string }): Promise<string> {
  const response = await fetch('/owner-token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ roomUrl }),
  });
  if (!response.ok) throw new Error(`No token: ${response.status}`);
  const { token } = (await response.json()) as { token: string };
  return token;
}
