import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** The search attributes of all workflows; none holds personal or company data. SQL stores allow 10 Keyword and 3 of each other type. */
export const searchAttributes = {
  AppId: defineSearchAttributeKey('AppId', SearchAttributeType.KEYWORD),
  MerchantId: defineSearchAttributeKey('MerchantId', SearchAttributeType.KEYWORD),
  Stage: defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD),
  Attention: defineSearchAttributeKey('Attention', SearchAttributeType.KEYWORD),
  RolloutId: defineSearchAttributeKey('RolloutId', SearchAttributeType.KEYWORD),
  Version: defineSearchAttributeKey('Version', SearchAttributeType.KEYWORD),
  ExternalIds: defineSearchAttributeKey('ExternalIds', SearchAttributeType.KEYWORD_LIST),
  Tags: defineSearchAttributeKey('Tags', SearchAttributeType.KEYWORD_LIST),
  DeadlineAt: defineSearchAttributeKey('DeadlineAt', SearchAttributeType.DATETIME),
} as const;

/** A condition of a list filter on an attribute, the value quoted. @see https://docs.temporal.io/list-filter */
export const is = (attribute: string, value: string): string => `${attribute} = '${quoted(value)}'`;

const quoted = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
