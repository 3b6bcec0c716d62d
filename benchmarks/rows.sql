-- So many confirmed bookings on the table-turns of a day, the last of them thirty days ahead.
-- Each day a draw of its own; stored about when they were made, up to three weeks before they come.
CREATE TEMP TABLE seated AS
SELECT row_number() OVER (ORDER BY day - made_before, hashint8extended(place, day_number)) AS number, latest.*
FROM (
    SELECT drawn.*
    FROM (
        SELECT day, day_number, t.*,
               (abs(hashint8extended(place, day_number * 3 + 1)) %% 21)::int AS made_before,
               t.seats - (abs(hashint8extended(place, day_number * 5 + 2)) %% 2)::int AS party,
               (day + t.wall) AT TIME ZONE 'Europe/London' AS starts_at,
               row_number() OVER (PARTITION BY day ORDER BY hashint8extended(place, day_number)) AS place_drawn
        FROM (
            SELECT %(last)s::date - n AS day, 100000 - n AS day_number
            FROM generate_series(0, (%(size)s - 1) / %(a_day)s) AS n
        ) AS days
        CROSS JOIN turn AS t
    ) AS drawn
    WHERE place_drawn <= %(a_day)s
    ORDER BY day DESC, place_drawn
    LIMIT %(size)s
) AS latest;

INSERT INTO guests_guest (id, restaurant_id, key, first_name, last_name, email, phone, phone_folded,
    email_folded, surname_folded, name_words, note, created_at)
SELECT number, %(restaurant)s, 'g' || number, 'Guest', 'Number ' || number, 'guest.' || number || '@example.org',
       '+44' || (7000000000 + number), '+44' || (7000000000 + number), 'guest.' || number || '@example.org', 'number' || number,
       ' guest number' || number || ' ' || number, '', starts_at - made_before * interval '1 day'
FROM seated ORDER BY number;

INSERT INTO bookings_booking (id, restaurant_id, code, guest_id, status, source, party_size, starts_at, ends_at,
    service_id, service_date, turn_minutes, reset_minutes, is_pinned, needs_step_free, high_chairs,
    first_name, last_name, email, phone, requests, note, widget_id, version, created_at)
SELECT number, %(restaurant)s, 'N' || number, number, 'confirmed', 'widget', party, starts_at,
       starts_at + interval '90 minutes', service_id, day, 90, 0, false, false, 0, 'Guest', 'Number ' || number,
       'guest.' || number || '@example.org', '+44' || (7000000000 + number), '', '', %(widget)s, 1,
       starts_at - made_before * interval '1 day'
FROM seated ORDER BY number;

INSERT INTO bookings_bookedtable (restaurant_id, booking_id, table_id, span, is_shared)
SELECT %(restaurant)s, number, table_id, tstzrange(starts_at, starts_at + interval '90 minutes'), false
FROM seated ORDER BY number;

SELECT setval(pg_get_serial_sequence('guests_guest', 'id'), %(size)s),
       setval(pg_get_serial_sequence('bookings_booking', 'id'), %(size)s);
