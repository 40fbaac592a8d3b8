// An SMSC for tests, on an implementation of the protocol that is not ours (npm: smpp).
// It is switched by JSON lines on its standard input and tells what happens on its output.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const smpp = createRequire(new URL("../../frontend/package.json", import.meta.url))("smpp");
const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");
let is = { quiet: false, receipts: [], throttled: 0, status: 0, dropFrom: 0, hex: false, slow: 0 };
let session, taken = 0;
const sessions = [];

const receipt = (id, stat) =>
  session.deliver_sm({
    esm_class: 4, source_addr: "33612345678", source_addr_ton: 1, destination_addr: "33600000001",
    short_message: `id:${id} sub:001 dlvrd:001 submit date:2611241200 done date:2611241201 ` +
      `stat:${stat} err:${stat === "UNDELIV" ? "001" : "000"} text:`,
  }, (answer) => is.quiet || say({ receipt: id, answered: answer.command_status }));

function submitted(pdu) {
  const number = ++taken, id = is.hex ? (0xabc000 + number).toString(16) : `id-${number}`;
  const { message, udh } = pdu.short_message;
  const fate = is.throttled > 0 ? (is.throttled--, 0x58) : is.status;
  if (!is.quiet)
    say({ submit: { id, to: pdu.destination_addr, from: pdu.source_addr, ton: pdu.source_addr_ton,
      text: message, coding: pdu.data_coding, receipt: pdu.registered_delivery, priority: pdu.priority_flag,
      udh: udh ? [...udh[0]] : null, status: fate } });
  if (is.dropFrom && number >= is.dropFrom) return session.socket.destroy();
  const answer = () => session.send(pdu.response({ command_status: fate, message_id: fate ? "" : id }));
  if (is.slow) setTimeout(answer, is.slow); else answer();
  const shown = is.hex ? String(parseInt(id, 16)) : id;
  if (!fate && pdu.registered_delivery & 1) for (const stat of is.receipts) receipt(shown, stat);
}

const server = smpp.createServer({}, (opened) => {
  session = opened;
  sessions.push(opened);
  session.on("error", () => undefined);
  for (const kind of ["bind_transceiver", "bind_transmitter"])
    session.on(kind, (pdu) => {
      say({ bound: kind, user: pdu.system_id });
      session.send(pdu.response({ command_status: pdu.password === "secret" ? 0 : 0x0e }));
    });
  session.on("submit_sm", submitted);
  session.on("enquire_link", (pdu) => { say({ alive: true }); session.send(pdu.response()); });
  session.on("unbind", (pdu) => { session.send(pdu.response()); session.close(); });
});
server.listen(0, "127.0.0.1", () => say({ port: server.address().port }));

createInterface({ input: process.stdin }).on("line", (line) => {
  const { deliver, told, drop, ...switches } = JSON.parse(line);
  is = { ...is, ...switches };
  if (told) for (const [id, stat] of told) receipt(id, stat);
  if (drop) session.socket.destroy();
  for (const one of deliver ?? []) {
    const udh = one.udh ? Buffer.from(one.udh) : undefined;
    const octets = one.hex ? Buffer.from(one.hex, "hex") : undefined;
    // `over`: by which of the lines that were ever opened, from 0.
    (one.over === undefined ? session : sessions[one.over]).deliver_sm({
      source_addr_ton: 1, source_addr: one.from, destination_addr: "33600000001",
      ...(one.coding === undefined ? {} : { data_coding: one.coding }),
      esm_class: udh ? 0x40 : 0,
      short_message: octets ?? (udh ? { udh, message: one.text } : one.text),
    }, (answer) => say({ delivered: one.text ?? one.hex, answered: answer.command_status }));
  }
  say({ switched: true });
}).on("close", () => process.exit());
