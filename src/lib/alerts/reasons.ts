/** Why a message did not arrive and what to do about it, in words. */
import type { FailureReason } from '../contract/channels.ts';

export const REASON_WORDS: Record<FailureReason, { zh: string; en: string }> = {
	unreachable: {
		zh: '连不上对方服务器：请检查地址、网络出口和防火墙。',
		en: 'The other server cannot be reached: check address, network and firewall.'
	},
	timeout: {
		zh: '对方服务器没有及时应答：请检查网络出口和防火墙。',
		en: 'The other server did not answer in time: check network and firewall.'
	},
	certificate: {
		zh: '对方证书不受信任：私有 CA 请用 NODE_EXTRA_CA_CERTS 指定。',
		en: 'Its certificate is not trusted: name a private CA by NODE_EXTRA_CA_CERTS.'
	},
	wrong_address: {
		zh: '地址里的令牌无效，机器人可能已被移除：请重新复制完整地址。',
		en: 'The token in the address is not valid, perhaps the robot was removed: copy the whole address again.'
	},
	wrong_secret: {
		zh: '签名不对：请重新复制机器人的加签密钥。',
		en: "The signature is wrong: copy the robot's signing secret again."
	},
	clock_skew: {
		zh: '本机时钟与对方相差 1 小时以上，签名被拒绝：请校时（NTP）。',
		en: "This server's clock is more than an hour off, so signatures are refused: set it (NTP)."
	},
	keyword: {
		zh: '机器人要求的关键词不在消息里：请在渠道设置里填写该关键词。',
		en: "The robot wants a keyword: enter it in the channel's settings."
	},
	ip_forbidden: {
		zh: '本机出口 IP 不在机器人的白名单里：请在机器人设置里加入。',
		en: "This server's address is not on the robot's list: add it in the robot's settings."
	},
	rate_limited: {
		zh: '对方限流：稍后自动重发，期间的消息会合并。',
		en: 'The other side limits the rate: sent again later, waiting messages in one.'
	},
	too_large: {
		zh: '消息超过对方的大小限制。',
		en: 'The message is larger than the other side takes.'
	},
	redirected: {
		zh: '对方要求跳转到别处，未跟随：请填写最终地址。',
		en: 'It answered with a redirect, which is not followed: enter the final address.'
	},
	refused: {
		zh: '对方拒绝了这条消息：请按错误码查阅对方的说明。',
		en: 'The other side refused the message: look the code up in its manual.'
	},
	not_understood: {
		zh: '对方的应答看不懂：这个地址可能不是机器人，或被代理拦截。',
		en: 'Its answer cannot be read: perhaps this is no robot, or a proxy stands in between.'
	},
	busy: {
		zh: '对方服务器繁忙：稍后自动重发。',
		en: 'The other server is busy: sent again later.'
	},
	login_refused: {
		zh: '邮件服务器拒绝登录：请检查用户名和密码（授权码）。',
		en: 'The mail server refused the login: check user and password.'
	},
	recipient_refused: {
		zh: '邮件服务器拒绝了发件人或收件人：请检查地址。',
		en: 'The mail server refused sender or recipient: check the addresses.'
	},
	secrets_unreadable: {
		zh: '密钥文件已更换，保存的密钥打不开：请重新填写地址和密钥。',
		en: 'The key file changed and stored secrets cannot be opened: enter them again.'
	}
};
