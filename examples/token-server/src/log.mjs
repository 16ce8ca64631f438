/**
 * The log: a line for each thing that went wrong, in one line and not too long whatever is in it, and only so many a minute, so
 * that nobody can fill a disk.
 * @param {object} [options]
 * @param {(line: string) => void} [options.write]
 * @param {number} [options.most] lines a minute
 * @param {() => number} [options.now] milliseconds since 1970
 * @returns {(message: string) => void}
 */
export function createLog({ write = console.error, most = 60, now = Date.now } = {}) {
  let start = -Infinity;
  let lines = 0;
  return (message) => {
    const time = now();
    if (time >= start + 60_000) {
      if (lines > most) write(`${lines - most} more lines were left out.`);
      start = time;
      lines = 0;
    }
    lines += 1;
    if (lines > most) return;
    // What breaks a line or steers a terminal is written out.
    const text = message.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0).toString(16)}}`);
    write(`${new Date(time).toISOString()} ${text.slice(0, 400)}`);
  };
}
