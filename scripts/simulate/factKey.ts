/** Names the fact that an event is about: its type and id, within one city. */
import { EVENT_SPECS } from '#contract/events';
import type { HotlineEvent } from './events.ts';

export function factKey(event: HotlineEvent): string {
	return `${event.type} ${String(event[EVENT_SPECS[event.type].id as keyof HotlineEvent])}`;
}
