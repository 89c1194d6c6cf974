export type MetricName = 'nps' | 'csat' | 'ces' | 'rating' | 'netSentiment';
