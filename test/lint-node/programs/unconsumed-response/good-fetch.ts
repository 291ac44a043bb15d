// Fetches a document, and cancels the body of an error.
export async function fetchDocument(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/`);
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`status ${response.status}`);
  }
  return response.text();
}

fetchDocument(Number(process.argv[2])).catch((error) => console.log(JSON.stringify(error.message)));
// The program has other things to do.
setInterval(() => undefined, 1000);
