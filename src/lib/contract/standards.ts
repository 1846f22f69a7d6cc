/**
 * What `GET /v1/standards` answers: two yardsticks beside the index. GB/T 33358-2016 asks for an answer
 * within 15 s and a connection rate of 95 % over any continuous 24 hours. 三率 are 响应率 (responded on
 * time), 解决率 (resolved on time, since no event says that a matter is solved) and 满意率 (callback
 * satisfaction); weights and target are each city's own.
 */
import type { MeasureId } from './measures.ts';
import type { Rate } from '../statistics/wilson.ts';

export const THREE_RATE_IDS = ['response', 'resolution', 'satisfaction'] as const;
export type ThreeRateId = (typeof THREE_RATE_IDS)[number];

export const THREE_RATE_MEASURES = {
	response: 'respond_on_time',
	resolution: 'resolve_on_time',
	satisfaction: 'callback_satisfaction'
} as const satisfies Record<ThreeRateId, MeasureId>;

export interface ThreeRatesChoice {
	/** They add up to 1. */
	weights: Record<ThreeRateId, number>;
	/** Least weighted mean that passes, 0..1. */
	target: number;
}

/** The weights of 准格尔旗, which publishes them; the target is ours. */
export const THREE_RATES_DEFAULT: ThreeRatesChoice = {
	weights: { response: 0.3, resolution: 0.35, satisfaction: 0.35 },
	target: 0.9
};

/** GB/T 33358-2016. */
export const CONNECTION_TARGET = 0.95;

export interface StandardsAnswer {
	city: string;
	as_of: string;
	from: string;
	to: string;
	settled: boolean;
	gbt33358: {
		target: number;
		/** The 24 hours with the lowest rate; null where the window is shorter or nobody called. */
		worst_day: { from: string; to: string; connection_rate: Rate } | null;
		/** Whether every continuous 24 hours reach the target; null without any. */
		pass: boolean | null;
		service_level_seconds: number;
		/** Answered within that, of the whole window. */
		connection_rate_15s: Rate;
	};
	three_rates: ThreeRatesChoice & {
		/** Of the choice; 0 for the default. */
		version: number;
		rates: Record<ThreeRateId, Rate>;
		/** Weighted mean with its 95 % limits; null where a rate with weight has no facts. */
		mean: { value: number; low: number; high: number } | null;
		pass: boolean | null;
	};
}
