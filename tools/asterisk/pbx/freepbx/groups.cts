import { extensionOf, queue, trunk } from '../../phones.cts';
import { macro } from './internal.cts';
import { confirmingRingGroup, followMe, ringGroup } from './numbers.cts';

const members = [extensionOf.B, extensionOf.C];

/** A queue whose agents are reached through channels that stay in the call: `Local/…@from-queue/n`. */
export const queues = `[${queue}]
strategy = ringall
timeout = 15
autofill = yes
joinempty = yes
ringinuse = yes
${members.map((number) => `member => Local/${number}@from-queue/n,0,Ext ${number},hint:${number}@ext-local`).join('\n')}
`;

export const extQueues = `[ext-queues]
exten => ${queue},1,${macro('user-callerid')}
 same => n,Answer()
 same => n,Set(__FROMQUEUEEXTEN=\${CALLERID(number)})
 same => n,Set(__NODEST=\${EXTEN})
 same => n,Queue(${queue},t)
 same => n,Hangup()

[from-queue]
exten => ${queue},1,Goto(from-internal,\${QAGENT},1)
exten => _X.,1,Set(QAGENT=\${EXTEN})
 same => n,Set(__FROMQ=true)
 same => n,GotoIf($["\${DIALPLAN_EXISTS(from-queue,\${NODEST},1)}" = "1"]?\${NODEST},1)
 same => n,Hangup()
`;

const contacts = members.map((number) => `\${PJSIP_DIAL_CONTACTS(${number})}`).join('&');
const confirming = members.map((number) => `Local/LC-${number}@from-internal`).join('&');

function group(number: string, dialled: string): string {
	return `exten => ${number},1,Progress()
 same => n,${macro('user-callerid')}
 same => n,Set(__NODEST=\${EXTEN})
 same => n,Set(RingGroupMethod=ringall)
 same => n,${macro('dial', '20', '${DIAL_OPTIONS}', dialled)}
 same => n,Hangup()
`;
}

/** `macro-dial` of a group; a program makes of its list of extensions what is dialled. */
export const extGroup = `[ext-group]
${group(ringGroup, contacts)}${group(confirmingRingGroup, confirming)}
[macro-dial]
exten => s,1,Dial(\${ARG3},\${ARG1},\${ARG2}b(func-apply-sipheaders^s^1))
 same => n,Return()
`;

/** The phone itself and, two seconds later, the mobile ring: both through channels that vanish with the answer. */
export const extFindMeFollow = `[ext-findmefollow]
exten => ${followMe.extension},1,Goto(followme-check,\${EXTEN},1)

[followme-check]
exten => _X!,1,Gosub(followme-sub,\${EXTEN},1)
 same => n,Hangup()

[followme-sub]
exten => _X!,1,${macro('user-callerid')}
 same => n,Set(CONNECTEDLINE(num,i)=\${EXTEN})
 same => n,Set(__EXTTOCALL=\${EXTEN})
 same => n,Set(__NODEST=\${EXTEN})
 same => n,Set(_FMGRP=\${EXTEN})
 same => n,${macro('dial', '20', '${DIAL_OPTIONS}I', `Local/FMPR-\${EXTEN}@from-internal&Local/FMGL-${trunk.customer}#@from-internal`)}
 same => n,Return()

[findmefollow-ringallv2]
exten => _FMPR-.,1,${macro('dial-one', '15', '${DIAL_OPTIONS}', '${EXTEN:5}')}
 same => n,Hangup()
exten => _FMGL-.,1,Wait(2)
 same => n,${macro('dial', '20', '${DIAL_OPTIONS}', 'Local/${EXTEN:5:-1}@from-internal/n')}
 same => n,Hangup()

[fmgrps]
exten => _RG-X!,1,Hangup()
`;
