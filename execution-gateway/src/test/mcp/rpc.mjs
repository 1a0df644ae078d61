// The little of JSON-RPC over standard input and output that the servers of the tests need.
import { createInterface } from 'node:readline';

export function serve(handlers) {
  const asked = new Map();
  let next = 0;
  const send = (message) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
  const peer = {
    notify: (method, params) => send({ method, params }),
    ask: (method, params) =>
      new Promise((resolve, reject) => {
        const id = `server-${next++}`;
        asked.set(id, { resolve, reject });
        send({ id, method, params });
      }),
  };
  createInterface({ input: process.stdin }).on('line', async (line) => {
    const message = JSON.parse(line);
    if (message.method === undefined) {
      const { resolve, reject } = asked.get(message.id) ?? { resolve() {}, reject() {} };
      message.error ? reject(new Error(message.error.message)) : resolve(message.result);
    } else if (message.id !== undefined) {
      try {
        const handler = handlers[message.method];
        if (!handler) throw Object.assign(new Error('Method not found'), { code: -32601 });
        send({ id: message.id, result: await handler(message.params ?? {}, peer, message) });
      } catch (error) {
        send({ id: message.id, error: { code: error.code ?? -32603, message: error.message } });
      }
    } else {
      handlers[message.method]?.(message.params ?? {}, peer, message);
    }
  });
  process.stdin.on('end', () => process.exit(0));
  return peer;
}

export const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
export const text = (words) => ({ content: [{ type: 'text', text: words }] });
