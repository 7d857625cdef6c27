import { createServer } from 'node:http';

/** What a browser reports of the content security policy, wherever it happened: in the page, in its worker, in its service worker. */
export interface Reports {
  /** One line for each violation so far: what was against which directive, and where. */
  readonly violations: readonly string[];
  stop(): Promise<void>;
}

function lineOf(body: string): string {
  const parsed: unknown = JSON.parse(body);
  const report: unknown =
    typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'csp-report') : undefined;
  if (typeof report !== 'object' || report === null) return body;
  const words = ['effective-directive', 'blocked-uri', 'source-file', 'line-number', 'script-sample'];
  return words.map((word) => `${word}: ${Reflect.get(report, word)}`).join(', ');
}

/** Listens for reports (`report-uri`). */
export async function collectReports(port: number): Promise<Reports> {
  const violations: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      if (request.method === 'POST') violations.push(lineOf(body));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    violations,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
