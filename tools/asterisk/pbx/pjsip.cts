import { extensionOf, menu, trunk } from '../phones.cts';
import type { Ports } from '../ports.cts';
import type { PbxSystem } from './system.cts';

export const phoneSecret = 'phone-secret';

/** The lines of the phones and the trunk: `pjsip.conf`. */
export function pjsip(ports: Ports, { contexts, endpoint, devices }: PbxSystem): string {
	const further = Object.values(devices).flat();
	const line = (name: string, callerId: string, context: string) => `[${name}](ext)
context = ${context}
auth = ${name}
aors = ${name}
callerid = ${callerId}

[${name}]
type = auth
auth_type = userpass
username = ${name}
password = ${phoneSecret}

[${name}]
type = aor
max_contacts = ${further.filter((one) => one === name).length || 1}
remove_existing = yes
`;
	const names = new Set([...Object.values(extensionOf), ...further]);
	const phones = [...names].map((name) => line(name, `"Ext ${name}" <${name}>`, contexts.phones));
	phones.push(line(trunk.name, `"Customer" <${trunk.customer}>`, contexts.trunk));
	return `[global]
type = global
endpoint_identifier_order = username,ip

[t-udp]
type = transport
protocol = udp
bind = 127.0.0.1:${ports.sip}

[ext](!)
type = endpoint
transport = t-udp
disallow = all
allow = alaw,ulaw
${endpoint.join('\n')}
media_address = 127.0.0.1
bind_rtp_to_media_address = yes
rtp_symmetric = yes
force_rport = yes

${phones.join('\n')}
[${menu.trunk}](ext)
context = ${menu.trunk}
from_user = ${menu.trunk}
aors = ${menu.trunk}

[${menu.trunk}]
type = aor
contact = sip:127.0.0.1:${ports.sip}
`;
}
