-- Months are closed one after the other and only the newest is reopened, with a reason. The triggers of both stores
-- refuse an act that does anything else.
CREATE INDEX vouchers_by_kind ON vouchers (kind, month) WHERE kind <> 'Ordinary';
