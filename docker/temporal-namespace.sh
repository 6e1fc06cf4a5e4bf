#!/bin/sh
# Creates the namespace and the search attributes that workflows set; safe to repeat.
set -eu

attempt=0
until temporal operator cluster health; do
  attempt=$((attempt + 1))
  [ "$attempt" -lt 60 ] || exit 1
  sleep 2
done

temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" > /dev/null 2>&1 ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 720h

# A new namespace is known to all parts of the server only after some seconds.
attempt=0
until temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" \
  --name AppId --type Keyword \
  --name MerchantId --type Keyword \
  --name Stage --type Keyword \
  --name Attention --type Keyword \
  --name RolloutId --type Keyword \
  --name Version --type Keyword \
  --name ExternalIds --type KeywordList \
  --name Tags --type KeywordList \
  --name DeadlineAt --type Datetime; do
  attempt=$((attempt + 1))
  [ "$attempt" -lt 30 ] || exit 1
  sleep 2
done
