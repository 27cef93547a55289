// Loaded into a task with NODE_OPTIONS=--import=...: lets it connect to loopback alone, and tells whom else it wanted.
import net from 'node:net';

const loopback = ['localhost', '127.0.0.1', '::1'];
const { connect } = net.Socket.prototype;

net.Socket.prototype.connect = function (...given) {
  // Node hands on an array of options and listener once it has looked at the arguments.
  const [options] = Array.isArray(given[0]) ? given[0] : given;
  const host = options?.host ?? 'localhost';
  if (options?.path !== undefined && options.path !== null) return Reflect.apply(connect, this, given);
  if (loopback.includes(host)) return Reflect.apply(connect, this, given);
  process.stderr.write(`A stranger was asked: ${host}\n`);
  process.nextTick(() =>
    this.destroy(Object.assign(new Error(`connect EACCES ${host}`), { code: 'EACCES' })),
  );
  return this;
};
