// A phone network for tests: an SMSC of SMPP 3.4 on npm's `smpp`, steered over HTTP. Ports and account by environment.
//
// POST /mo       a phone writes: {from, to, text, times?, reference?, wide?, sar?, order?, raw?, fields?}; kept until it is acknowledged
// POST /receipt  a report of delivery: {about, state, ...fields}, handed over like a message
// POST /set      how it behaves from now on: {deaf, hold, throttle, spared, status, lose, silent, receipts, refer, ids}
// GET  /seen     what was submitted, in order; GET /state: binds tried, messages that wait
'use strict';
const fs = require('fs'), http = require('http'), smpp = require('smpp');

const user = process.env.SMSC_USER, password = process.env.SMSC_PASSWORD;
const secure = process.env.SMSC_KEY
  ? {key: fs.readFileSync(process.env.SMSC_KEY), cert: fs.readFileSync(process.env.SMSC_CERT)} : {};
const calm = {deaf: false, hold: false, throttle: 0, spared: 0, status: 0, lose: 0, silent: false, receipts: true, refer: false, ids: 'decimal'};
const mood = {...calm};
const seen = [], queue = [], held = [], late = [];
let binds = 0, submitted = 0, active = null;

const idOf = number => mood.ids === 'hexadecimal answers' ? number.toString(16).toUpperCase() : String(number);
const idInReceipt = number => mood.ids === 'hexadecimal receipts' ? number.toString(16).toUpperCase() : String(number);

function receipt(number, pdu, state, more = {}) {
  const when = new Date().toISOString().replace(/[-:TZ.]/g, '').slice(2, 14);
  return {
    source_addr_ton: pdu.dest_addr_ton, source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4,
    short_message: `id:${idInReceipt(number)} sub:001 dlvrd:001 submit date:${when} done date:${when} stat:${state} ` +
      `err:${state === 'DELIVRD' ? '000' : '0x1F'} text:...`,
    ...more,
  };
}

function handOver() {
  const session = active;
  if (!session) return;
  for (const item of queue.filter(one => one.session !== session)) {
    item.session = session;
    session.deliver_sm(item.pdu, answer => {
      if (answer.command_status === smpp.ESME_RX_T_APPN) {   // not yet: again in a moment
        delete item.session;
        return setTimeout(handOver, 200);
      }
      if (mood.lose > 0) { mood.lose -= 1; return session.socket.destroy(); }   // the answer never arrived
      queue.splice(queue.indexOf(item), 1);
    });
  }
}

const push = pdu => { queue.push({pdu}); handOver(); };

const server = smpp.createServer(secure, session => {
  session.on('error', () => session.close());
  const leave = () => { if (active === session) active = null; };
  session.on('close', leave);
  for (const kind of ['bind_transceiver', 'bind_transmitter', 'bind_receiver']) {
    session.on(kind, pdu => {
      binds += 1;
      const status = pdu.system_id !== user ? smpp.ESME_RINVSYSID : pdu.password !== password ? smpp.ESME_RINVPASWD : mood.status;
      if (status) { session.send(pdu.response({command_status: status})); return session.close(); }
      session.send(pdu.response({system_id: 'smsc'}));
      if (kind !== 'bind_transmitter') { active = session; handOver(); }
    });
  }
  session.on('enquire_link', pdu => mood.silent || session.send(pdu.response()));
  session.on('unbind', pdu => { leave(); session.send(pdu.response()); session.close(); });
  session.on('submit_sm', pdu => {
    if (mood.throttle > 0 && mood.spared-- <= 0) { mood.throttle -= 1; return session.send(pdu.response({command_status: smpp.ESME_RTHROTTLED})); }
    const rule = {'48999000001': 0x0B, '48999000002': 0x0448, '48999000003': 0x08}[pdu.destination_addr];
    if (rule) return session.send(pdu.response({command_status: rule}));
    const number = 255 + ++submitted, sm = pdu.short_message;
    const udh = sm.udh ? Buffer.concat(sm.udh.map(one => one)).toString('hex') : '';
    seen.push({
      number, udh, from: pdu.source_addr, from_ton: pdu.source_addr_ton, to: pdu.destination_addr, to_ton: pdu.dest_addr_ton,
      esm_class: pdu.esm_class, coding: pdu.data_coding, text: String(sm.message), at: Date.now(),
      wants: pdu.registered_delivery, reference: pdu.user_message_reference,
    });
    const report = state => push(receipt(number, pdu, state, mood.refer ? {user_message_reference: pdu.user_message_reference} : {}));
    if (mood.deaf) { late.push(report); return session.socket.destroy(); }
    const answer = () => {
      session.send(pdu.response({message_id: idOf(number)}));
      if (mood.receipts) report(pdu.destination_addr.endsWith('000') ? 'UNDELIV' : 'DELIVRD');
      else late.push(report);
    };
    mood.hold ? held.push(answer) : answer();
  });
});
server.on('error', error => { console.error(error); process.exit(1); });
server.listen(+process.env.SMSC_PORT, '127.0.0.1');

function write({from, to, text, reference = 7, wide = false, sar = false, order = null, raw = null, fields = {}}) {
  const ucs2 = /[^\x00-\x7f]/.test(text || ''), size = ucs2 ? 67 : 153, parts = [];
  const base = {source_addr_ton: 1, source_addr: from, destination_addr: to, data_coding: ucs2 ? 8 : 0, ...fields};
  if (raw !== null) return push({...base, short_message: Buffer.from(raw, 'hex')});
  if (text.length <= (ucs2 ? 70 : 160)) return push({...base, short_message: text});
  for (let at = 0; at < text.length; at += size) parts.push(text.slice(at, at + size));
  const numbered = parts.map((message, index) => [index + 1, message]);
  for (const [number, message] of order ? order.map(one => numbered[one]) : numbered) {
    const head = wide ? [6, 8, 4, reference >> 8, reference & 255, parts.length, number] : [5, 0, 3, reference & 255, parts.length, number];
    push(sar
      ? {...base, short_message: message, sar_msg_ref_num: reference, sar_total_segments: parts.length, sar_segment_seqnum: number}
      : {...base, esm_class: 0x40, short_message: {udh: Buffer.from(head), message}});
  }
}

http.createServer((request, response) => {
  let body = '';
  request.on('data', piece => { body += piece; });
  request.on('end', () => {
    const asked = body ? JSON.parse(body) : {}, say = what => response.end(JSON.stringify(what));
    switch (request.url) {
      case '/mo':
        for (let time = 0; time < (asked.times || 1); time += 1) write({...asked, text: asked.times ? `${asked.text} ${time}` : asked.text});
        return say({});
      case '/set':
        Object.assign(mood, asked);
        if (asked.hold === false) held.splice(0).forEach(answer => answer());
        return say(mood);
      case '/release': late.splice(0).forEach(report => report(asked.state || 'DELIVRD')); return say({});
      case '/calm': Object.assign(mood, calm); late.length = 0; queue.length = 0; return say({});
      case '/drop': if (active) active.socket.destroy(); return say({});
      case '/goodbye': if (active) active.unbind(); return say({});
      case '/seen': return say(seen);
      case '/state': return say({binds, waiting: queue.length, bound: !!active, late: late.length});
      default: response.statusCode = 404; return response.end();
    }
  });
}).listen(+process.env.SMSC_HTTP_PORT, '127.0.0.1');
