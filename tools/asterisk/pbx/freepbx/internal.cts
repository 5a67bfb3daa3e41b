import { users, type User } from './numbers.cts';

/** What FreePBX gives to every Dial: transfer and hang-up by code for both, ringing. */
export const dialOptions = 'HhTtr';

/** A call of a subroutine that was a macro up to Asterisk 20. */
export function macro(name: string, ...args: string[]): string {
	return `Gosub(macro-${name},s,1(${args.join()}))`;
}

/** The devices and users, which FreePBX keeps in the database of Asterisk. */
export const globals = `[globals]
DIAL_OPTIONS = ${dialOptions}
${users
	.flatMap(({ extension, devices }) => [
		`USER_DEVICES_${extension} = ${devices.join('&')}`,
		...devices.map((device) => `DEVICE_USER_${device} = ${extension}`),
	])
	.join('\n')}
`;

export const fromInternal = `[from-internal]
include => from-internal-xfer

[from-internal-xfer]
include => from-internal-additional

[from-internal-additional]
include => ext-findmefollow
include => fmgrps
include => ext-group
include => ext-queues
include => ext-meetme
include => park-hints
include => ext-local-confirm
include => findmefollow-ringallv2
include => ext-local
include => outbound-allroutes
`;

function user({ extension, devices }: User): string {
	const phones = devices.map((device) => `PJSIP/${device}`).join('&');
	return `exten => ${extension},1,Set(__RINGTIMER=15)
 same => n,${macro('exten-vm', 'novm', extension, '0', '0', '0')}
 same => n(dest),Set(__PICKUPMARK=)
 same => n,Hangup()
exten => ${extension},hint,${phones}&Custom:DND${extension},CustomPresence:${extension}
`;
}

export const extLocal = `[ext-local]
${users.map(user).join('')}
[from-did-direct]
include => ext-findmefollow
include => ext-local

[ext-local-confirm]
exten => _LC-.,1,Dial(\${PJSIP_DIAL_CONTACTS(\${EXTEN:3})},20,\${DIAL_OPTIONS}U(macro-auto-confirm)b(func-apply-sipheaders^s^1))
`;

/** `macro-user-callerid` gives a call of a device the number and the name of its user. */
export const macros = `[macro-user-callerid]
exten => s,1,Set(AMPUSER=\${IF($["\${AMPUSER}" = ""]?\${DEVICE_USER_\${CALLERID(number)}}:\${AMPUSER})})
 same => n,ExecIf($["\${AMPUSER}" != ""]?Set(CALLERID(all)="Ext \${AMPUSER}" <\${AMPUSER}>))
 same => n,Return()

[macro-exten-vm]
exten => s,1,${macro('user-callerid')}
 same => n,Set(RingGroupMethod=none)
 same => n,Set(__EXTTOCALL=\${ARG2})
 same => n,Set(__PICKUPMARK=\${ARG2})
 same => n,${macro('dial-one', '${RINGTIMER}', '${DIAL_OPTIONS}', '${EXTTOCALL}')}
 same => n,Return()

[macro-dial-one]
exten => s,1,Set(DEXTEN=\${ARG3})
 same => n,Gosub(dstring,1)
 same => n,GotoIf($[\${LEN(\${DSTRING})} = 0]?nodial)
 same => n,Set(D_OPTIONS=\${IF($["\${NODEST}" != ""]?\${ARG2}U(macro-auto-blkvm):\${ARG2})})
 same => n,GotoIf($["\${AMPUSER}" = ""]?godial)
 same => n,Set(CONNECTEDLINE(name,i)=Ext \${EXTTOCALL})
 same => n,Set(CONNECTEDLINE(num)=\${EXTTOCALL})
 same => n(godial),ExecIf($["\${DIRECTION}" = "INBOUND"]?Set(D_OPTIONS=\${STRREPLACE(D_OPTIONS,T)}I))
 same => n,ExecIf($["\${FROMQ}" = "true"]?Set(D_OPTIONS=\${STRREPLACE(D_OPTIONS,T)}))
 same => n,Dial(\${DSTRING},\${ARG1},\${D_OPTIONS}b(func-apply-sipheaders^s^1))
 same => n(nodial),Return()
exten => dstring,1,Set(DSTRING=)
 same => n,Set(DEVICES=\${USER_DEVICES_\${DEXTEN}})
 same => n,Set(ITER=1)
 same => n(begin),Set(THISDIAL=\${PJSIP_DIAL_CONTACTS(\${CUT(DEVICES,&,\${ITER})})})
 same => n,ExecIf($["\${THISDIAL}" != ""]?Set(DSTRING=\${DSTRING}\${IF($["\${DSTRING}" = ""]?:&)}\${THISDIAL}))
 same => n,Set(ITER=$[\${ITER} + 1])
 same => n,GotoIf($[\${ITER} <= \${FIELDQTY(DEVICES,&)}]?begin)
 same => n,Return()

[macro-auto-blkvm]
exten => s,1,Set(__MACRO_RESULT=)
 same => n,Return()

[macro-auto-confirm]
exten => s,1,Set(__MACRO_RESULT=)
 same => n,Return()

[func-apply-sipheaders]
exten => s,1,Return()
`;
