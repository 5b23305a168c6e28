import type { ServerResponse } from 'node:http';
import { htmlPage, phpNotice, type Fault } from './faults.ts';

/** An answer as it is to go out, before any fault. */
export interface Outgoing {
  status: number;
  /** PHP says text/html whatever it sends. */
  type: string;
  body: Buffer;
}

export const phpAnswer = (text: string): Outgoing => ({
  status: 200,
  type: 'text/html; charset=UTF-8',
  body: Buffer.from(text, 'utf8'),
});

export const page = (status: number, words: string): Outgoing => ({
  status,
  type: 'text/html',
  body: Buffer.from(htmlPage(status, words), 'utf8'),
});

export function send(res: ServerResponse, { status, type, body }: Outgoing): void {
  res.writeHead(status, { 'Content-Type': type, 'Content-Length': body.length });
  res.end(body);
}

/** Sends an answer the way the fault has it. */
export function sendFaulty(res: ServerResponse, answer: Outgoing, fault: Fault): void {
  switch (fault.kind) {
    case 'hang':
      return;
    case 'reset':
    case 'lost':
      res.destroy();
      return;
    case 'late':
      later(res, fault.delayMs, () => send(res, answer));
      return;
    case 'slow':
      drip(res, answer, fault.everyMs);
      return;
    case 'html':
      send(res, page(fault.status ?? 200, fault.status === 502 ? 'Bad Gateway' : 'Welcome'));
      return;
    case 'status':
      send(res, { ...answer, status: fault.status, body: Buffer.alloc(0) });
      return;
    case 'redirect':
      res.setHeader('Location', fault.to ?? 'http://127.0.0.1:9/login');
      send(res, page(302, 'Found'));
      return;
    case 'cut':
      send(res, { ...answer, body: half(answer.body) });
      return;
    case 'broken':
      res.writeHead(answer.status, { 'Content-Type': answer.type, 'Content-Length': answer.body.length });
      res.write(half(answer.body), () => res.destroy());
      return;
    case 'notice':
      send(res, { ...answer, body: Buffer.concat([Buffer.from(phpNotice), answer.body]) });
      return;
    case 'empty':
      send(res, { ...answer, body: Buffer.alloc(0) });
      return;
    case 'result':
    case 'bad-records':
      // These are in the answer itself already.
      send(res, answer);
  }
}

const half = (body: Buffer): Buffer => body.subarray(0, Math.max(1, Math.floor(body.length / 2)));

/** Runs after real time, unless the other side has gone by then. */
export function later(res: ServerResponse, delayMs: number, run: () => void): void {
  if (!Number.isFinite(delayMs)) return;
  const timer = setTimeout(run, delayMs);
  res.once('close', () => clearTimeout(timer));
}

function drip(res: ServerResponse, { status, type, body }: Outgoing, everyMs: number): void {
  res.writeHead(status, { 'Content-Type': type, 'Content-Length': body.length });
  let sent = 0;
  const timer = setInterval(() => {
    res.write(body.subarray(sent, sent + 1));
    sent += 1;
    if (sent < body.length) return;
    clearInterval(timer);
    res.end();
  }, everyMs);
  res.once('close', () => clearInterval(timer));
}
