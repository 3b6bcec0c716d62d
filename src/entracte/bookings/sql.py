"""All statements of this package that are written by hand, each with its reason and what it gains.

The gains are the processor time of the web process, once as written here and once through the ORM.
"""

# One row a table of a party, of a hold or a wish that still promises something, or of a block. A second of
# which any part is taken is taken: a start that the constraint would refuse is not offered. A wish's number
# lies below those of all holds, so that each party counts once.
# Whether a party may change tables is worked out where the rows are. 60 rows: 0.07 ms, ORM 2.4 ms.
PARTIES_OVER = """
SELECT t.table_id,
       floor(date_part('epoch', lower(t.span)))::bigint, ceil(date_part('epoch', upper(t.span)))::bigint,
       coalesce(date_part('epoch', h.expires_at), 0)::bigint,
       coalesce(b.id, -h.id, -w.id - 4611686018427387904, 0),
       coalesce(date_part('epoch', coalesce(b.starts_at, h.starts_at, w.starts_at)), 0)::bigint,
       coalesce(b.party_size, h.party_size, w.party_size, 0),
       coalesce(b.service_id, h.service_id, w.service_id, 0),
       coalesce(b.status IN ('pending', 'pending_payment', 'confirmed') AND NOT b.is_pinned
                AND b.arrived_at IS NULL AND b.seated_at IS NULL AND b.left_at IS NULL
                AND b.starts_at > %(now)s
                AND NOT b.needs_step_free AND b.high_chairs = 0
                AND NOT t.is_shared
                AND t.span = tstzrange(b.starts_at, b.ends_at + b.reset_minutes * interval '1 minute'), false)
FROM bookings_bookedtable t
LEFT JOIN bookings_booking b ON b.id = t.booking_id
LEFT JOIN bookings_hold h ON h.id = t.hold_id
LEFT JOIN bookings_guestwish w ON w.id = t.wish_id
WHERE t.restaurant_id = %(restaurant)s::bigint AND t.span && tstzrange(%(start)s, %(end)s)
  AND (h.id IS NULL OR h.expires_at > %(now)s AND h.key <> %(own_hold)s)
  AND (w.id IS NULL OR w.expires_at > %(now)s AND w.booking_id <> %(own_booking)s)
"""

# The same without a look at who has the tables, but for when a hold ends. The index takes the restaurant as
# a bigint only, which the ORM does not write. 60 rows: 0.06 ms, ORM 1.3 ms; asked for every date looked at.
TABLES_OVER = """
SELECT t.table_id,
       floor(date_part('epoch', lower(t.span)))::bigint, ceil(date_part('epoch', upper(t.span)))::bigint,
       coalesce(date_part('epoch', h.expires_at), 0)::bigint
FROM bookings_bookedtable t
LEFT JOIN bookings_hold h ON h.id = t.hold_id
LEFT JOIN bookings_guestwish w ON w.id = t.wish_id
WHERE t.restaurant_id = %(restaurant)s::bigint AND t.span && tstzrange(%(start)s, %(end)s)
  AND (t.hold_id IS NULL OR h.expires_at > %(now)s AND h.key <> %(own_hold)s)
  AND (t.wish_id IS NULL OR w.expires_at > %(now)s)
"""

# Which tables of the same person are taken meanwhile, asked before every booking of a guest online; the index
# takes the restaurant as a bigint only. A reset is no sitting.
SITTINGS_OF_PERSON = """
SELECT b.code, b.starts_at, b.party_size
FROM bookings_booking b
WHERE b.id IN (
        SELECT t.booking_id FROM bookings_bookedtable t
        WHERE t.restaurant_id = %(restaurant)s::bigint AND t.span && tstzrange(%(start)s, %(end)s))
  AND b.starts_at < %(end)s AND b.ends_at > %(start)s AND b.id <> %(own)s
  AND ((b.email_folded <> '' AND b.email_folded = %(email_folded)s)
       OR (b.phone_folded <> '' AND b.surname_folded <> ''
           AND b.phone_folded = %(phone_folded)s AND b.surname_folded = %(surname_folded)s))
ORDER BY b.starts_at, b.id
"""

# What a line of history compares; every action asks it once or twice. 0.08 ms, ORM 0.47 ms.
TABLES_OF_BOOKING = """
SELECT taken.table_id, stands.name, lower(taken.span), upper(taken.span), taken.is_shared
FROM bookings_bookedtable taken JOIN dining_table stands ON stands.id = taken.table_id
WHERE taken.booking_id = %s ORDER BY taken.table_id
"""

# The row is made with the first change of a restaurant, and stays locked until the transaction ends.
# One statement, where the ORM needs three. 0.04 ms, ORM 0.70 ms.
NEXT_NUMBER = """
INSERT INTO bookings_changecount AS count (restaurant_id, last) VALUES (%s, 1)
ON CONFLICT (restaurant_id) DO UPDATE SET last = count.last + 1 RETURNING last
"""

# Asked before every booking of a widget. 0.04 ms, ORM 0.42 ms.
EARLIER_SUBMISSION = """
SELECT id, body_hash, created_at, booking_id FROM bookings_submission WHERE widget_id = %s AND key = %s
"""
