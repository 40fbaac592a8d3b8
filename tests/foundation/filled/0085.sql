-- What an installation held whose last migration was 0085: a demo company after a busy quarter of an hour
-- (pg_dump --data-only of it; people, addresses and keys are invented). Used by test_migrating.py.

INSERT INTO foundation.workspaces VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', 'maison-olvera', 'Maison Olvera', 'Olvera SAS', 'fr', 'Europe/Paris', 'FR', 'bonjour@maison-olvera.example', '{}', true, '2026-11-27 14:29:31.696588+00');

INSERT INTO advisors.advisors VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-53c2-731e-9dd1-03848a0b574d', 'claire.dumas@maison-olvera.example', 'Claire Dumas', 'fr', '{advisor}', '$argon2id$v=19$m=65536,t=3,p=4$ZlwlaoZVT6NxVy7X3noRSg$i4Tln98hi8AG9/GrsR80oR+W/hoTrHNXNO8q75JP8BM', NULL, 0, true, NULL, '2026-11-27 14:29:31.71409+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-56f1-7778-8240-e69ce3a2bc61', 'yanis.belkacem@maison-olvera.example', 'Yanis Belkacem', 'fr', '{advisor,lead}', '$argon2id$v=19$m=65536,t=3,p=4$FZjixqHUcb5c7bse4AMKZA$cbqVi/tB3cvd65Cw2Ae2GTgIJTBwO9H0yaR3T8CE7i4', NULL, 0, true, NULL, '2026-11-27 14:29:31.71409+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-59e4-71aa-bb3b-5f0c890430bc', 'maud.perrin@maison-olvera.example', 'Maud Perrin', 'fr', '{knowledge_owner}', '$argon2id$v=19$m=65536,t=3,p=4$Hp8NOEUHhrILpC17ZrskJg$7tBQoq+agiGkVB7MTX/i7FYR46N/rXkBZBqvTJdo+lU', NULL, 0, true, NULL, '2026-11-27 14:29:31.71409+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-5cde-7177-a28f-d56c79d5a3a5', 'ines.caron@maison-olvera.example', 'Inès Caron', 'en', '{auditor}', '$argon2id$v=19$m=65536,t=3,p=4$J5g0Ou0gua8SrIe81mYg5Q$5THre6Fuib9SrMyCPUjJfb3LVxw0mJn7B+AAzkVe34k', NULL, 0, true, NULL, '2026-11-27 14:29:31.71409+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-5fba-712d-ac91-783f68d26f3d', 'paul.tessier@maison-olvera.example', 'Paul Tessier', 'fr', '{admin,advisor,knowledge_owner,lead}', '$argon2id$v=19$m=65536,t=3,p=4$Y/WaSRAiozshgGvH8J1FIA$StrnJ9vIwBj/b9UwIIg2XJxBF2z1Uw1DkuNRHqp2Ds4', NULL, 0, true, NULL, '2026-11-27 14:29:31.71409+00');

INSERT INTO api.keys VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-0145-7011-83a4-818874fc1e56', 't2', '\x420dafd3b9b2458bb8fecf88c6783ca961ecc12feaedecf111d55e18d332876b', '{contacts:read,contacts:write,conversations:read,conversations:write,messages:write,messages:read,campaigns:read,campaigns:write,campaigns:send,knowledge:read,knowledge:write,ask,reviews:read,reviews:write,webhooks,rights,insights:read}', '2026-11-27 14:30:16.132978+00', '2026-11-27 14:30:20.701829+00', NULL);

INSERT INTO api.webhooks VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1867-7077-ae81-0bb87d3ae861', 'https://hooks.example/in', '{message.received}', '\x298e0ee2b33137e3ed3907a94a29350f724530a9d00168622f126820bdc85782928578c2dfc1a197bdf15fc99745c6654d5b16aec23f92e8330b2fbf', NULL, NULL, '2026-11-27 14:30:22.054957+00');

INSERT INTO api.webhook_messages VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-69c8-77af-a0a0-40a83663929f', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:30:42Z","data":{"conversation":"01a21d6a-58f1-77e6-b940-45957f00fe33","message":"01a21d6a-6983-76bf-b02a-c613a2a05972","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:30:42.885113+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-7a10-77ab-8a29-278a90c6dae6', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:30:47Z","data":{"conversation":"01a21d6a-58f1-77e6-b940-45957f00fe33","message":"01a21d6a-79a1-7332-98fa-d746da7defda","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:30:47.041379+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1a2f-7160-89df-7ae72e6dc220', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:30:22Z","data":{"conversation":"01a21d6a-1960-758a-b59a-298dd170b3e4","message":"01a21d6a-196f-738e-b757-a01683ab5631","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:30:22.506768+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1ab7-747f-acf6-e31500a6ff91', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:30:22Z","data":{"conversation":"01a21d6a-1a26-7423-93b6-309b8851210c","message":"01a21d6a-1a2b-7723-8fb4-62cc4126d682","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:30:22.631369+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1b53-76db-b4ed-4d5513df4e4f', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:30:22Z","data":{"conversation":"01a21d6a-1a8e-7599-bc24-552f9fecfa77","message":"01a21d6a-1a90-738f-9103-86233f39824b","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:30:22.797428+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1ccc-7231-a56e-1b3325e0d6ef', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:30:23Z","data":{"conversation":"01a21d6a-1b6e-776e-9158-3f6420602d96","message":"01a21d6a-1b6f-7796-8831-249fe7b83804","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:30:23.169101+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1c5b-70e6-ba9f-c9d163bd0ceb', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:30:23Z","data":{"conversation":"01a21d6a-1aff-765a-a687-80576827c1d3","message":"01a21d6a-1b02-7728-9d3a-362e4805af63","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:30:23.056973+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-5942-777c-a351-493c5205e5db', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:30:38Z","data":{"conversation":"01a21d6a-58f1-77e6-b940-45957f00fe33","message":"01a21d6a-58f5-71fc-8b8c-5f066b12dbfd","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:30:38.658133+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-be3e-72df-a5c1-c53ee35a50f4', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:31:04Z","data":{"conversation":"01a21d6a-ace2-7340-b80d-3b67e65339d3","message":"01a21d6a-bdc8-736b-933d-c5e9a643ae8c","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:31:04.493288+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-8b33-7390-8d6e-6f5623643771', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:30:51Z","data":{"conversation":"01a21d6a-8af2-775d-b919-9311e5ec08e2","message":"01a21d6a-8af2-775d-b919-9312e16d056b","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:30:51.438486+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-cf00-7551-9e83-b94a0b292e9d', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:31:08Z","data":{"conversation":"01a21d6a-ce5e-7372-ac5c-6f5e0a95cc81","message":"01a21d6a-ce61-7647-9729-6d8bd31587a0","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:31:08.77711+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-9b71-72eb-93c6-23962c9f6cba', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:30:55Z","data":{"conversation":"01a21d6a-8af2-775d-b919-9311e5ec08e2","message":"01a21d6a-9b1b-7022-90e3-b459147ce032","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:30:55.597014+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-ad51-77cc-8d6b-a9f7337239af', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:31:01Z","data":{"conversation":"01a21d6a-ace2-7340-b80d-3b67e65339d3","message":"01a21d6a-ace6-72fc-8282-6c7f42603634","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:31:00.161118+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d001-770e-8166-60a7e9bd2aaa', '01a21d6a-1867-7077-ae81-0bb87d3ae861', NULL, 'message.received', '{"type":"message.received","timestamp":"2026-11-27T14:31:09Z","data":{"conversation":"01a21d6a-cef5-70ea-9278-845f07b44262","message":"01a21d6a-cefb-738d-b7ea-b405a3ddcf31","is_automatic":false}}', 2, NULL, '[Errno -2] Name or service not known', 'waiting', '2026-11-27 14:31:09.036252+00', NULL);

INSERT INTO assistant.turns VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f29f-7654-be04-f58bac1a47e9', '01a21d69-68ca-7797-bd20-fb966f4744e1', '01a21d69-68cd-77d1-a201-9ebfcfd2ecd6', 'fr', 'handover', 'person.anywhere.5', 'asked', 0, '[]', '[]', 'limpide-extractive/1', 12623.2, NULL, '2026-11-27 14:30:12.383916+00', '{"held": null, "found": "not_asked", "heard": {"person": "person.anywhere.5", "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": null, "wants": "nothing", "is_fact": false, "by_model": false, "confidence": 0.0}, "ai_mode": "none", "failures": 0, "can_ask_back": false}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f2b5-7638-9e4a-af956d4dd49e', '01a21d69-68ba-7219-92ea-ebcb51a35f2e', '01a21d69-68bb-73f9-99e4-b37877cba64b', 'en', 'handover', 'knowledge.no_answer', 'no_answer', 0.5807, '[]', '[{"score": 8.5291, "passage": "01a21d69-6817-75e7-9c88-05e52a53490d", "document": "01a21d69-6816-70f1-a1b4-cc9cc6bb372c"}, {"score": 6.8886, "passage": "01a21d69-6817-75e7-9c88-05e6d47e0568", "document": "01a21d69-6816-70f1-a1b4-cc9cc6bb372c"}, {"score": 6.5544, "passage": "01a21d69-681d-75b0-81bf-ee12187c3283", "document": "01a21d69-6819-761f-8cc7-ff6bc767e197"}, {"score": 6.2033, "passage": "01a21d69-6849-711c-80af-1fd440300d24", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 5.6545, "passage": "01a21d69-6820-72fc-8ccd-64c773ebb373", "document": "01a21d69-681e-72f5-b6e3-ddfd613dd3f8"}, {"score": 5.5877, "passage": "01a21d69-682d-76d5-8111-6b069a41fa4d", "document": "01a21d69-6827-70eb-9530-46d34a837685"}, {"score": 5.3773, "passage": "01a21d69-682d-76d5-8111-6b08ab1f74a2", "document": "01a21d69-6827-70eb-9530-46d34a837685"}, {"score": 4.2486, "passage": "01a21d69-681d-75b0-81bf-ee1444965781", "document": "01a21d69-6819-761f-8cc7-ff6bc767e197"}, {"score": 4.2244, "passage": "01a21d69-6868-77ba-8fa5-a5b1221d857e", "document": "01a21d69-685f-749c-83d7-cde8b30965eb"}, {"score": 4.1312, "passage": "01a21d69-681d-75b0-81bf-ee13e6a6811c", "document": "01a21d69-6819-761f-8cc7-ff6bc767e197"}]', 'limpide-extractive/1', 13719.5, NULL, '2026-11-27 14:30:12.405257+00', '{"held": null, "found": "nothing", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": null, "wants": "nothing", "is_fact": false, "by_model": false, "confidence": 0.0}, "ai_mode": "any", "failures": 0, "can_ask_back": false}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f315-77f8-b09d-b31c31adaa0e', '01a21d69-68e4-769f-81b4-8504d899b6b3', '01a21d69-68e5-72f5-b047-b3cc570f7dc3', 'fr', 'handover', 'ai_mode.reviewed', 'ai_mode', 0.4767, '[]', '[{"score": 7.407, "passage": "01a21d69-6855-7344-be4c-04d39e613e26", "document": "01a21d69-684d-704c-b9db-95da148eaecd"}, {"score": 4.9462, "passage": "01a21d69-6820-72fc-8ccd-64c773ebb373", "document": "01a21d69-681e-72f5-b6e3-ddfd613dd3f8"}, {"score": 4.6767, "passage": "01a21d69-6849-711c-80af-1fd440300d24", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 4.1858, "passage": "01a21d69-6838-71c5-9c96-ac83ffd904b5", "document": "01a21d69-682e-7049-82dc-81d481ac6fef"}, {"score": 3.767, "passage": "01a21d69-6838-71c5-9c96-ac82daf1b94f", "document": "01a21d69-682e-7049-82dc-81d481ac6fef"}, {"score": 3.4891, "passage": "01a21d69-6849-711c-80af-1fd69dd793bf", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 3.4312, "passage": "01a21d69-6855-7344-be4c-04d4ba81308b", "document": "01a21d69-684d-704c-b9db-95da148eaecd"}, {"score": 3.2655, "passage": "01a21d69-6855-7344-be4c-04d5255327ed", "document": "01a21d69-684d-704c-b9db-95da148eaecd"}, {"score": 2.0765, "passage": "01a21d69-6817-75e7-9c88-05e6d47e0568", "document": "01a21d69-6816-70f1-a1b4-cc9cc6bb372c"}, {"score": 2.0764, "passage": "01a21d69-681d-75b0-81bf-ee12187c3283", "document": "01a21d69-6819-761f-8cc7-ff6bc767e197"}]', 'limpide-extractive/1', 13718.8, NULL, '2026-11-27 14:30:12.501768+00', '{"held": null, "found": "nothing", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": "product_advice", "wants": "start", "is_fact": true, "by_model": false, "confidence": 0.7568}, "ai_mode": "reviewed", "failures": 0, "can_ask_back": false}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f37f-74cc-b897-281b97dc2d34', '01a21d69-6888-74d1-836e-f9590a854926', '01a21d69-688c-7702-b995-40384e11c0c2', 'fr', 'flow', 'flow.start', NULL, 0.9644, '["return_item"]', '[{"flow": "return_item", "rule": "identity.code_sent", "calls": [], "state": "active", "hand_over": null}]', 'limpide-extractive/1', 14421.7, '01a21d69-f2f5-772a-bf18-b6c0b5d12a6d', '2026-11-27 14:30:12.607398+00', '{"held": null, "found": "not_asked", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": "return_item", "wants": "start", "is_fact": false, "by_model": false, "confidence": 0.9644}, "ai_mode": "any", "failures": 0, "can_ask_back": false}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1ea5-7647-a073-d6600f481e7f', '01a21d6a-1960-758a-b59a-298dd170b3e4', '01a21d6a-196f-738e-b757-a01683ab5631', 'fr', 'answer', 'knowledge.answer', NULL, 0.9511, '[]', '[{"score": 17.5359, "passage": "01a21d69-6868-77ba-8fa5-a5afdb25251b", "document": "01a21d69-685f-749c-83d7-cde8b30965eb"}, {"score": 14.8246, "passage": "01a21d69-6868-77ba-8fa5-a5b1221d857e", "document": "01a21d69-685f-749c-83d7-cde8b30965eb"}, {"score": 13.2576, "passage": "01a21d69-6849-711c-80af-1fd440300d24", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 11.7235, "passage": "01a21d69-6868-77ba-8fa5-a5b0d72be20a", "document": "01a21d69-685f-749c-83d7-cde8b30965eb"}, {"score": 11.6033, "passage": "01a21d69-682d-76d5-8111-6b069a41fa4d", "document": "01a21d69-6827-70eb-9530-46d34a837685"}, {"score": 10.5288, "passage": "01a21d69-682d-76d5-8111-6b08ab1f74a2", "document": "01a21d69-6827-70eb-9530-46d34a837685"}, {"score": 10.1548, "passage": "01a21d69-6849-711c-80af-1fd597183778", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 9.3617, "passage": "01a21d69-6849-711c-80af-1fd69dd793bf", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 9.209, "passage": "01a21d69-6855-7344-be4c-04d5255327ed", "document": "01a21d69-684d-704c-b9db-95da148eaecd"}, {"score": 9.1819, "passage": "01a21d69-6855-7344-be4c-04d4ba81308b", "document": "01a21d69-684d-704c-b9db-95da148eaecd"}]', 'limpide-extractive/1', 213.5, '01a21d6a-1ca1-7213-ad34-d0e8ecde8f2c', '2026-11-27 14:30:23.653266+00', '{"held": null, "found": "answer", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": null, "wants": "nothing", "is_fact": false, "by_model": false, "confidence": 0.0}, "ai_mode": "any", "failures": 0, "can_ask_back": false}', '[{"end": 184, "start": 0, "title": "Délai pour renvoyer un article", "passage": "01a21d69-6868-77ba-8fa5-a5afdb25251b", "version": "1"}]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1f2a-75f0-b600-0fcf5ba1894a', '01a21d6a-1b6e-776e-9158-3f6420602d96', '01a21d6a-1b6f-7796-8831-249fe7b83804', 'fr', 'flow', 'flow.start', NULL, 0.952, '["refund_status"]', '[{"flow": "refund_status", "rule": "refund_status.1", "calls": [], "state": "active", "hand_over": null}]', 'limpide-extractive/1', 308.5, '01a21d6a-1e7b-77ee-b067-28c32135af60', '2026-11-27 14:30:23.786578+00', '{"held": null, "found": "not_asked", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": "refund_status", "wants": "start", "is_fact": true, "by_model": false, "confidence": 0.952}, "ai_mode": "any", "failures": 0, "can_ask_back": false}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1ef0-7014-a3b9-0e31a8a0a554', '01a21d6a-1a26-7423-93b6-309b8851210c', '01a21d6a-1a2b-7723-8fb4-62cc4126d682', 'en', 'handover', 'knowledge.no_answer', 'no_answer', 0.311, '[]', '[{"score": 8.3104, "passage": "01a21d69-6820-72fc-8ccd-64c94195383d", "document": "01a21d69-681e-72f5-b6e3-ddfd613dd3f8"}, {"score": 7.5971, "passage": "01a21d69-6849-711c-80af-1fd440300d24", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 6.8617, "passage": "01a21d69-6849-711c-80af-1fd69dd793bf", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 6.7926, "passage": "01a21d69-681d-75b0-81bf-ee12187c3283", "document": "01a21d69-6819-761f-8cc7-ff6bc767e197"}, {"score": 6.7276, "passage": "01a21d69-6855-7344-be4c-04d5255327ed", "document": "01a21d69-684d-704c-b9db-95da148eaecd"}, {"score": 6.5353, "passage": "01a21d69-681d-75b0-81bf-ee1444965781", "document": "01a21d69-6819-761f-8cc7-ff6bc767e197"}, {"score": 6.3457, "passage": "01a21d69-682d-76d5-8111-6b08ab1f74a2", "document": "01a21d69-6827-70eb-9530-46d34a837685"}, {"score": 5.7798, "passage": "01a21d69-6868-77ba-8fa5-a5b1221d857e", "document": "01a21d69-685f-749c-83d7-cde8b30965eb"}, {"score": 5.6905, "passage": "01a21d69-6817-75e7-9c88-05e52a53490d", "document": "01a21d69-6816-70f1-a1b4-cc9cc6bb372c"}, {"score": 5.3765, "passage": "01a21d69-6820-72fc-8ccd-64c80448c00c", "document": "01a21d69-681e-72f5-b6e3-ddfd613dd3f8"}]', 'limpide-extractive/1', 262.3, NULL, '2026-11-27 14:30:23.728982+00', '{"held": null, "found": "several", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": null, "wants": "nothing", "is_fact": false, "by_model": false, "confidence": 0.0}, "ai_mode": "any", "failures": 0, "can_ask_back": false}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1f55-749b-a556-e0dd4e7e7266', '01a21d6a-1a8e-7599-bc24-552f9fecfa77', '01a21d6a-1a90-738f-9103-86233f39824b', 'fr', 'handover', 'person.whole.0', 'asked', 0, '[]', '[]', 'limpide-extractive/1', 243.9, NULL, '2026-11-27 14:30:23.829268+00', '{"held": null, "found": "not_asked", "heard": {"person": "person.whole.0", "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": null, "wants": "nothing", "is_fact": false, "by_model": false, "confidence": 0.0}, "ai_mode": "any", "failures": 0, "can_ask_back": false}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-2085-76e9-ae6b-cbc4665e40b8', '01a21d6a-1aff-765a-a687-80576827c1d3', '01a21d6a-1b02-7728-9d3a-362e4805af63', 'en', 'handover', 'knowledge.no_answer', 'no_answer', 0, '[]', '[]', 'limpide-extractive/1', 405.7, NULL, '2026-11-27 14:30:24.133362+00', '{"held": null, "found": "nothing", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": null, "wants": "nothing", "is_fact": false, "by_model": false, "confidence": 0.0}, "ai_mode": "any", "failures": 0, "can_ask_back": false}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-6b09-761b-a057-b77470e9c248', '01a21d6a-58f1-77e6-b940-45957f00fe33', '01a21d6a-6983-76bf-b02a-c613a2a05972', 'fr', 'social', 'social.thanks', NULL, 0, '[]', '[]', 'limpide-extractive/1', 118.3, '01a21d6a-6a8a-7318-a25e-7276474ee962', '2026-11-27 14:30:43.209303+00', '{"held": null, "found": "not_asked", "heard": {"person": null, "social": "thanks", "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": null, "wants": "nothing", "is_fact": false, "by_model": false, "confidence": 0.0}, "ai_mode": "any", "failures": 0, "can_ask_back": true}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-7b2b-70d1-842e-23876ea63a59', '01a21d6a-58f1-77e6-b940-45957f00fe33', '01a21d6a-79a1-7332-98fa-d746da7defda', 'fr', 'handover', 'person.whole.0', 'asked', 0, '[]', '[]', 'limpide-extractive/1', 95.9, NULL, '2026-11-27 14:30:47.339646+00', '{"held": null, "found": "not_asked", "heard": {"person": "person.whole.0", "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": null, "wants": "nothing", "is_fact": false, "by_model": false, "confidence": 0.0}, "ai_mode": "any", "failures": 0, "can_ask_back": true}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-8c31-7714-8839-ee0f0b0f2268', '01a21d6a-8af2-775d-b919-9311e5ec08e2', '01a21d6a-8af2-775d-b919-9312e16d056b', 'fr', 'flow', 'flow.start', NULL, 0.9923, '["cancel_order"]', '[{"flow": "cancel_order", "rule": "identity.address", "calls": [], "state": "active", "hand_over": null}]', 'limpide-extractive/1', 163.3, '01a21d6a-8be6-75aa-b1df-e6be2361e3bc', '2026-11-27 14:30:51.697633+00', '{"held": null, "found": "not_asked", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": "cancel_order", "wants": "start", "is_fact": false, "by_model": false, "confidence": 0.9923}, "ai_mode": "any", "failures": 0, "can_ask_back": true}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-b3e3-7779-9fb8-43521b40d3f0', '01a21d6a-ace2-7340-b80d-3b67e65339d3', '01a21d6a-ace6-72fc-8282-6c7f42603634', 'en', 'flow', 'flow.start', NULL, 0.9296, '["order_status"]', '[{"flow": "order_status", "rule": "identity.fact", "calls": [], "state": "active", "hand_over": null}]', 'limpide-extractive/1', 1515.3, '01a21d6a-b369-74ff-b9e4-69acfacdbf62', '2026-11-27 14:31:01.859247+00', '{"held": null, "found": "not_asked", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": "order_status", "wants": "start", "is_fact": true, "by_model": false, "confidence": 0.9296}, "ai_mode": "any", "failures": 0, "can_ask_back": true}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-c059-72f8-a864-7b369c0e7bc6', '01a21d6a-ace2-7340-b80d-3b67e65339d3', '01a21d6a-bdc8-736b-933d-c5e9a643ae8c', 'en', 'flow', 'flow.continue', NULL, 1, '["order_status"]', '[{"flow": "order_status", "rule": "identity.fact", "calls": [], "state": "active", "hand_over": null}]', 'limpide-extractive/1', 324.1, '01a21d6a-bfb5-7509-b694-2d9cf5b44961', '2026-11-27 14:31:05.049449+00', '{"held": null, "found": "not_asked", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": "order_status", "wants": "continue", "is_fact": true, "by_model": false, "confidence": 1.0}, "ai_mode": "any", "failures": 0, "can_ask_back": true}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-5b39-71fa-bee3-51c04ae378ca', '01a21d6a-58f1-77e6-b940-45957f00fe33', '01a21d6a-58f5-71fc-8b8c-5f066b12dbfd', 'fr', 'answer', 'knowledge.answer', NULL, 0.9511, '[]', '[{"score": 17.5359, "passage": "01a21d69-6868-77ba-8fa5-a5afdb25251b", "document": "01a21d69-685f-749c-83d7-cde8b30965eb"}, {"score": 14.8246, "passage": "01a21d69-6868-77ba-8fa5-a5b1221d857e", "document": "01a21d69-685f-749c-83d7-cde8b30965eb"}, {"score": 13.2576, "passage": "01a21d69-6849-711c-80af-1fd440300d24", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 11.7235, "passage": "01a21d69-6868-77ba-8fa5-a5b0d72be20a", "document": "01a21d69-685f-749c-83d7-cde8b30965eb"}, {"score": 11.6033, "passage": "01a21d69-682d-76d5-8111-6b069a41fa4d", "document": "01a21d69-6827-70eb-9530-46d34a837685"}, {"score": 10.5288, "passage": "01a21d69-682d-76d5-8111-6b08ab1f74a2", "document": "01a21d69-6827-70eb-9530-46d34a837685"}, {"score": 10.1548, "passage": "01a21d69-6849-711c-80af-1fd597183778", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 9.3617, "passage": "01a21d69-6849-711c-80af-1fd69dd793bf", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 9.209, "passage": "01a21d69-6855-7344-be4c-04d5255327ed", "document": "01a21d69-684d-704c-b9db-95da148eaecd"}, {"score": 9.1819, "passage": "01a21d69-6855-7344-be4c-04d4ba81308b", "document": "01a21d69-684d-704c-b9db-95da148eaecd"}]', 'limpide-extractive/1', 178.6, '01a21d6a-5a2b-7639-b752-11dbb9edd80c', '2026-11-27 14:30:39.161947+00', '{"held": null, "found": "answer", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": null, "wants": "nothing", "is_fact": false, "by_model": false, "confidence": 0.0}, "ai_mode": "any", "failures": 0, "can_ask_back": true}', '[{"end": 184, "start": 0, "title": "Délai pour renvoyer un article", "passage": "01a21d69-6868-77ba-8fa5-a5afdb25251b", "version": "1"}]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-9d24-707c-8d1b-a6115e043590', '01a21d6a-8af2-775d-b919-9311e5ec08e2', '01a21d6a-9b1b-7022-90e3-b459147ce032', 'fr', 'flow', 'flow.continue', NULL, 1, '["cancel_order"]', '[{"flow": "cancel_order", "rule": "identity.code", "calls": [], "state": "active", "hand_over": null}]', 'limpide-extractive/1', 266.9, '01a21d6a-9cb7-72e9-83d4-1b4dd86f844b', '2026-11-27 14:30:56.036862+00', '{"held": null, "found": "not_asked", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": "cancel_order", "wants": "continue", "is_fact": false, "by_model": false, "confidence": 1.0}, "ai_mode": "any", "failures": 0, "can_ask_back": true}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d1b5-7006-943f-ed99c8983c48', '01a21d6a-ce5e-7372-ac5c-6f5e0a95cc81', '01a21d6a-ce61-7647-9729-6d8bd31587a0', 'fr', 'review', 'ai_mode.reviewed', 'ai_mode', 0.9511, '[]', '[{"score": 17.5359, "passage": "01a21d69-6868-77ba-8fa5-a5afdb25251b", "document": "01a21d69-685f-749c-83d7-cde8b30965eb"}, {"score": 14.8246, "passage": "01a21d69-6868-77ba-8fa5-a5b1221d857e", "document": "01a21d69-685f-749c-83d7-cde8b30965eb"}, {"score": 13.2576, "passage": "01a21d69-6849-711c-80af-1fd440300d24", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 11.7235, "passage": "01a21d69-6868-77ba-8fa5-a5b0d72be20a", "document": "01a21d69-685f-749c-83d7-cde8b30965eb"}, {"score": 11.6033, "passage": "01a21d69-682d-76d5-8111-6b069a41fa4d", "document": "01a21d69-6827-70eb-9530-46d34a837685"}, {"score": 10.5288, "passage": "01a21d69-682d-76d5-8111-6b08ab1f74a2", "document": "01a21d69-6827-70eb-9530-46d34a837685"}, {"score": 10.1548, "passage": "01a21d69-6849-711c-80af-1fd597183778", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 9.3617, "passage": "01a21d69-6849-711c-80af-1fd69dd793bf", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 9.209, "passage": "01a21d69-6855-7344-be4c-04d5255327ed", "document": "01a21d69-684d-704c-b9db-95da148eaecd"}, {"score": 9.1819, "passage": "01a21d69-6855-7344-be4c-04d4ba81308b", "document": "01a21d69-684d-704c-b9db-95da148eaecd"}]', 'limpide-extractive/1', 257.3, NULL, '2026-11-27 14:31:09.493153+00', '{"held": null, "found": "answer", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": null, "wants": "nothing", "is_fact": false, "by_model": false, "confidence": 0.0}, "ai_mode": "reviewed", "failures": 0, "can_ask_back": false}', '[{"end": 184, "start": 0, "title": "Délai pour renvoyer un article", "passage": "01a21d69-6868-77ba-8fa5-a5afdb25251b", "version": "1"}]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d1a7-7157-8649-9f19f36d6fea', '01a21d6a-cef5-70ea-9278-845f07b44262', '01a21d6a-cefb-738d-b7ea-b405a3ddcf31', 'fr', 'handover', 'ai_mode.none', 'ai_mode', 0.8939, '[]', '[{"score": 14.3221, "passage": "01a21d69-6849-711c-80af-1fd440300d24", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 12.0617, "passage": "01a21d69-6849-711c-80af-1fd69dd793bf", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 11.4603, "passage": "01a21d69-6838-71c5-9c96-ac82daf1b94f", "document": "01a21d69-682e-7049-82dc-81d481ac6fef"}, {"score": 10.4023, "passage": "01a21d69-6855-7344-be4c-04d4ba81308b", "document": "01a21d69-684d-704c-b9db-95da148eaecd"}, {"score": 8.8356, "passage": "01a21d69-6855-7344-be4c-04d5255327ed", "document": "01a21d69-684d-704c-b9db-95da148eaecd"}, {"score": 8.4664, "passage": "01a21d69-6868-77ba-8fa5-a5b1221d857e", "document": "01a21d69-685f-749c-83d7-cde8b30965eb"}, {"score": 8.156, "passage": "01a21d69-6820-72fc-8ccd-64c94195383d", "document": "01a21d69-681e-72f5-b6e3-ddfd613dd3f8"}, {"score": 8.1035, "passage": "01a21d69-681d-75b0-81bf-ee12187c3283", "document": "01a21d69-6819-761f-8cc7-ff6bc767e197"}, {"score": 6.9867, "passage": "01a21d69-6849-711c-80af-1fd597183778", "document": "01a21d69-6843-7516-be2a-e20ea143d8ba"}, {"score": 6.9812, "passage": "01a21d69-6868-77ba-8fa5-a5afdb25251b", "document": "01a21d69-685f-749c-83d7-cde8b30965eb"}]', 'limpide-extractive/1', 243.6, NULL, '2026-11-27 14:31:09.479852+00', '{"held": null, "found": "answer", "heard": {"person": null, "social": null, "unhelped": null, "sensitive": null, "frustration": []}, "wished": {"flow": "order_status", "wants": "start", "is_fact": true, "by_model": false, "confidence": 0.7442}, "ai_mode": "none", "failures": 0, "can_ask_back": false}', '[]', '{"rules": "e9ad25e6bbad", "engine": "limpide-extractive/1", "policy": "3"}');

INSERT INTO contacts.contacts VALUES
	('01a21d69-62bd-71ed-b5e0-d0f5b7c58b03', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Agathe Lormeau', 'fr', 'any', NULL, '2026-11-27 14:29:31.71409+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d69-62d6-710f-b9f5-bf476c73d5ad', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Tom Whitfield', 'en', 'any', NULL, '2026-11-27 14:29:31.71409+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d69-62ed-7759-96be-0b0dc5cdab03', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Bernard Quillet', 'fr', 'none', NULL, '2026-11-27 14:29:31.71409+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d69-6331-73b8-9a31-6bd4a942d6f8', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Salomé Riva', 'fr', 'reviewed', NULL, '2026-11-27 14:29:31.71409+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d69-6337-764a-8bf8-6e8c0ac5933e', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Priya Nandakumar', 'en', 'any', NULL, '2026-11-27 14:29:31.71409+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-1344-7791-bfd6-d4a8054d42b1', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Personne 0', NULL, 'any', 'c-0', '2026-11-27 14:30:20.701829+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-1344-7791-bfd6-d4a90d60d217', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Personne 1', NULL, 'any', 'c-1', '2026-11-27 14:30:20.701829+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-1344-7791-bfd6-d4aa654348f7', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Personne 2', NULL, 'any', 'c-2', '2026-11-27 14:30:20.701829+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-1344-7791-bfd6-d4abe29f0b19', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Personne 3', NULL, 'any', 'c-3', '2026-11-27 14:30:20.701829+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-1344-7791-bfd6-d4acea23ad99', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Personne 4', NULL, 'any', 'c-4', '2026-11-27 14:30:20.701829+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-1344-7791-bfd6-d4ad1f7ca637', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Personne 5', NULL, 'any', 'c-5', '2026-11-27 14:30:20.701829+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-1344-7791-bfd6-d4ae40e9546c', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Personne 6', NULL, 'any', 'c-6', '2026-11-27 14:30:20.701829+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-1344-7791-bfd6-d4af556ab1a6', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Personne 7', NULL, 'any', 'c-7', '2026-11-27 14:30:20.701829+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-18ff-71e6-8b5d-317f7c5f78e0', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Client 0', NULL, 'any', NULL, '2026-11-27 14:30:22.193608+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-1a16-72eb-950a-89a5bc60453e', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Client 1', NULL, 'any', NULL, '2026-11-27 14:30:22.486211+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-1a87-70f5-8916-709d8d4e51a9', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Client 2', NULL, 'any', NULL, '2026-11-27 14:30:22.594395+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-1af7-725f-a3b6-14e22c39ed15', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Client 3', NULL, 'any', NULL, '2026-11-27 14:30:22.710004+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-1b61-73e1-bdf6-da4b8b3ad740', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Client 4', NULL, 'any', NULL, '2026-11-27 14:30:22.807418+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-589d-7213-b09c-1e6593e34f8b', '01a21d69-53b0-707f-b257-f1cf52a90938', NULL, 'fr', 'any', NULL, '2026-11-27 14:30:38.475032+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-8add-76fd-a8f7-b9d7d34758e2', '01a21d69-53b0-707f-b257-f1cf52a90938', NULL, 'fr', 'any', NULL, '2026-11-27 14:30:51.342881+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL),
	('01a21d6a-aca8-7038-94ba-39e8d1d5dc2b', '01a21d69-53b0-707f-b257-f1cf52a90938', NULL, 'fr', 'any', NULL, '2026-11-27 14:30:59.997783+00', NULL, NULL, NULL, NULL, '{}', '{}', NULL, NULL);

INSERT INTO contacts.addresses VALUES
	('01a21d69-62be-7011-918d-2e4fa36636d1', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62bd-71ed-b5e0-d0f5b7c58b03', 'email', 'agathe.lormeau@courriel.example', '\x6ea77073266afca6811130fdc5b2ce70dd0412c3f065c897f8c94f00a085ce95', NULL, '2026-11-27 14:29:31.71409+00'),
	('01a21d69-62e1-747b-8476-5f13b4d062f2', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62d6-710f-b9f5-bf476c73d5ad', 'email', 'tom.whitfield@post.example', '\x459fe64a016db43e75c7b57964be1803d0140fcfa33d542fafdee2f3379db31e', NULL, '2026-11-27 14:29:31.71409+00'),
	('01a21d69-62f1-7698-a446-f9df2f529f68', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62ed-7759-96be-0b0dc5cdab03', 'email', 'bernard.quillet@courriel.example', '\x6565e2bf9953cbcd36cfaa2f15893fbdbb7440da18997a8544fe59b82c451f1a', NULL, '2026-11-27 14:29:31.71409+00'),
	('01a21d69-6331-73b8-9a31-6bd5bf39b989', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6331-73b8-9a31-6bd4a942d6f8', 'email', 'salome.riva@courriel.example', '\xba7daf263bd5aa410a848a9798c3e82d787e4da9b08ca404b969636a7f750d8e', NULL, '2026-11-27 14:29:31.71409+00'),
	('01a21d69-6337-764a-8bf8-6e8da6f6458d', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6337-764a-8bf8-6e8c0ac5933e', 'email', 'priya.n@post.example', '\x54111ae56633f1ee6bf82f2eac0670c2713d3a08e704ac116402bc6fed7c28d8', NULL, '2026-11-27 14:29:31.71409+00'),
	('01a21d6a-1372-77ad-96ff-646f4a019c8f', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4a8054d42b1', 'email', 'p0@courriel.example', '\xa62be16cfae9dd5af447220cd07e9ca887eea205be2fa63535583a4b9050b5fb', NULL, '2026-11-27 14:30:20.701829+00'),
	('01a21d6a-1372-77ad-96ff-647094b74872', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4a90d60d217', 'email', 'p1@courriel.example', '\x78e8cc96c66a43ef6de5524472e2a7cbdf840e8382932a6320866faa1aeb4397', NULL, '2026-11-27 14:30:20.701829+00'),
	('01a21d6a-1372-77ad-96ff-6471bc07b0fc', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4aa654348f7', 'email', 'p2@courriel.example', '\x4d3e29283959f40062b02e83e9c716f8597b99a559c3a8ffd31e4e05cc9987e4', NULL, '2026-11-27 14:30:20.701829+00'),
	('01a21d6a-1372-77ad-96ff-64724087caf4', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4abe29f0b19', 'email', 'p3@courriel.example', '\xba5756f140951e972e5c916ed9569e6e3280c2a1057f3769c3610dd49d28f505', NULL, '2026-11-27 14:30:20.701829+00'),
	('01a21d6a-1372-77ad-96ff-6473c5759b96', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4acea23ad99', 'email', 'p4@courriel.example', '\x16967d0e5adc22279f14525c305742d2e792318e1a147ac1884b9fc16b02d7b5', NULL, '2026-11-27 14:30:20.701829+00'),
	('01a21d6a-1372-77ad-96ff-647404f73e04', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4ad1f7ca637', 'email', 'p5@courriel.example', '\x51b77849ed135b2d2c8c0488226eb96d1396b68bfdd1a604d097d21b8cce6997', NULL, '2026-11-27 14:30:20.701829+00'),
	('01a21d6a-1372-77ad-96ff-64754363fb70', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4ae40e9546c', 'email', 'p6@courriel.example', '\x140bbc9ccc0e8fecb86965af50a9cc26aca8eba78abef7b9e6b390b648f93fd2', NULL, '2026-11-27 14:30:20.701829+00'),
	('01a21d6a-1372-77ad-96ff-64767f2f253f', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4af556ab1a6', 'email', 'p7@courriel.example', '\xa60cf269c010a2591c50b4001d5816f121c8b4fb69660f61a2e651f7d678fe0e', NULL, '2026-11-27 14:30:20.701829+00'),
	('01a21d6a-190d-7336-8d83-11e65118c154', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-18ff-71e6-8b5d-317f7c5f78e0', 'email', 'client0@courriel.example', '\x27506dc8550632f576fafe4625463ac8dac3afb84157c49655a0ee04cdd51a0e', NULL, '2026-11-27 14:30:22.193608+00'),
	('01a21d6a-1a17-754d-946b-615263c77a5b', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1a16-72eb-950a-89a5bc60453e', 'email', 'client1@courriel.example', '\x5044d79e21520aa6c335005f3cea32cb0d12341102f293e513592049684686d2', NULL, '2026-11-27 14:30:22.486211+00'),
	('01a21d6a-1a88-750a-8d4a-745d8a55900e', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1a87-70f5-8916-709d8d4e51a9', 'email', 'client2@courriel.example', '\xe8a2081979fd9b3931a042bc3890729f6eef7c3c9059af613f6731df4db5ed55', NULL, '2026-11-27 14:30:22.594395+00'),
	('01a21d6a-1af9-7573-927f-e929804d8e3f', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1af7-725f-a3b6-14e22c39ed15', 'email', 'client3@courriel.example', '\x6f1d0bef7bfd5fdc85e1c3d402d657ee598562edee6beda2fdf149c4795b6b8b', NULL, '2026-11-27 14:30:22.710004+00'),
	('01a21d6a-1b64-728f-a057-6f3ff756b8b2', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1b61-73e1-bdf6-da4b8b3ad740', 'email', 'client4@courriel.example', '\x848fb68b17eacedefe72d0cd8ab216a819419899736ecfabe43c015ec2b02328', NULL, '2026-11-27 14:30:22.807418+00'),
	('01a21d6a-58a0-73ab-a7d6-c04194f9c128', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-589d-7213-b09c-1e6593e34f8b', 'chat', 'visitor:01a21d6a-5899-7584-bf72-584f0e9ad307', '\x778d25262f47e08394965078649d085b01389f8a316aeb6a71fee913c7d87dcd', NULL, '2026-11-27 14:30:38.475032+00'),
	('01a21d6a-8add-76fd-a8f7-b9d8ffa3dd3a', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-8add-76fd-a8f7-b9d7d34758e2', 'chat', 'visitor:01a21d6a-8ad5-711a-8729-aa0970ed0461', '\xd67544820078a4aaa4703113a65fa10879f6dee6f3994a9fa86077d807a785f9', NULL, '2026-11-27 14:30:51.342881+00'),
	('01a21d6a-acaf-704b-9ea1-b6ececf29c51', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-aca8-7038-94ba-39e8d1d5dc2b', 'chat', 'visitor:01a21d6a-aca4-71ac-889d-59bb4c605ecc', '\x2ca57aeebbe4afe55fe966f018f49c4736c88bd00aa79cf67c64ef6f4c6880b0', NULL, '2026-11-27 14:30:59.997783+00');

INSERT INTO contacts.tokens VALUES
	('\x2229c995698f8a83bc17f5e7817150f9845bc76fbfb4b95ca4454a68826cc95e', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62ed-7759-96be-0b0dc5cdab03', NULL, NULL, '2027-01-26 14:30:13.581658+00'),
	('\x7126afd03e8416d93013ddf7591448cec892b90a3c5fe7eefa87ed9b4618de56', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62d6-710f-b9f5-bf476c73d5ad', NULL, NULL, '2027-01-26 14:30:13.581391+00'),
	('\x7e8d897eaaf387affd29ca49d0e61bdc5059bccf6cac12f9b558219870d31f6b', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62bd-71ed-b5e0-d0f5b7c58b03', NULL, NULL, '2027-01-26 14:30:13.597422+00'),
	('\xae57a700b5f8b845888a9b045e8e2955c3a112f53954454500643770f1535778', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6331-73b8-9a31-6bd4a942d6f8', NULL, NULL, '2027-01-26 14:30:13.779168+00'),
	('\x878377b07b7bc4d3146a71cb4f0ad24f3017111e139d4aea94c973b52c562bd4', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62bd-71ed-b5e0-d0f5b7c58b03', NULL, NULL, '2027-01-26 14:30:13.793016+00'),
	('\xaa7d0afab9e34fa99033e9d5ea793159594fe030bad31c495d3c5fa42cc0d741', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4af556ab1a6', NULL, NULL, '2027-01-26 14:30:21.513233+00'),
	('\xaf27710943d0d7b79d1aa3fe1e4a66a120761e8f216ca86c2475a81eb4e391a2', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4ae40e9546c', NULL, NULL, '2027-01-26 14:30:21.672798+00'),
	('\x4f0aaf5cdcdf3c3c63fedf20b30c776da04f03cb63e7d856ede492378f7b64cd', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4ad1f7ca637', NULL, NULL, '2027-01-26 14:30:21.769422+00'),
	('\x84e01aa832004e894600c6b9a74e840a325be60516c87e0a6ead5e91706fb563', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4acea23ad99', NULL, NULL, '2027-01-26 14:30:21.807094+00'),
	('\x43cb734e68329c679108f15bc937dcdcaf0a4eecb40f1c262a00a7ab9e96179b', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-18ff-71e6-8b5d-317f7c5f78e0', NULL, NULL, '2027-01-26 14:30:23.788424+00'),
	('\x8d4c74b1e2f42129ed79c55f04eb7a345215c2d483a9e4d3732339ab1f148a05', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1a16-72eb-950a-89a5bc60453e', NULL, NULL, '2027-01-26 14:30:23.865543+00'),
	('\x3305c5ca6db5d610159926d049839e520ad24465322a68df07df7768fa0236a5', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1b61-73e1-bdf6-da4b8b3ad740', NULL, NULL, '2027-01-26 14:30:23.964346+00'),
	('\x2759bc262aab80f41d0504348d4cbc170af6dbcce39c5545a47aaae76c704a6f', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1a87-70f5-8916-709d8d4e51a9', NULL, NULL, '2027-01-26 14:30:23.977421+00'),
	('\x9e5d762f5fb29986d7e08ab1505cd00f1472d47382979f943171205bee2ebc0f', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1af7-725f-a3b6-14e22c39ed15', NULL, NULL, '2027-01-26 14:30:24.203641+00'),
	('\x57bf357906812c4865e88f0e789a8293a3a91b522d558f4cec8572f80857298a', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62bd-71ed-b5e0-d0f5b7c58b03', NULL, NULL, '2027-01-26 14:30:55.884902+00'),
	('\x06988c42851c32d52d20197145cabbe1a9e3390e8a30e95df08dff45f587de45', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62ed-7759-96be-0b0dc5cdab03', NULL, NULL, '2027-01-26 14:31:09.62445+00'),
	('\x3e773d8bfff56540634410fa2bdab89fc63c28fb1b516164c84a752261e09702', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6331-73b8-9a31-6bd4a942d6f8', NULL, NULL, '2027-01-26 14:31:09.64167+00');

INSERT INTO conversations.conversations VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1a8e-7599-bc24-552f9fecfa77', '01a21d6a-1a87-70f5-8916-709d8d4e51a9', 'Client 2', 'email', 'client2@courriel.example', 'un vrai conseiller svp', 'fr', 'open', 'nobody', NULL, 'asked', NULL, '01a21d6a-1e22-7499-a95f-03ec21ef1833', '01a21d6a-1a90-738f-9103-86233f39824b', '2026-11-27 14:30:23.758083+00', '2026-11-27 14:30:22.608795+00', NULL, '2026-11-27 14:30:22.606417+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1aff-765a-a687-80576827c1d3', '01a21d6a-1af7-725f-a3b6-14e22c39ed15', 'Client 3', 'email', 'client3@courriel.example', 'What is the capital of Peru?', 'en', 'open', 'nobody', NULL, 'no_answer', NULL, '01a21d6a-1f2a-75f0-b600-0fd03c53c20a', '01a21d6a-1b02-7728-9d3a-362e4805af63', '2026-11-27 14:30:24.06656+00', '2026-11-27 14:30:22.722184+00', NULL, '2026-11-27 14:30:22.719189+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-68ca-7797-bd20-fb966f4744e1', '01a21d69-62ed-7759-96be-0b0dc5cdab03', 'Bernard Quillet', 'email', 'bernard.quillet@courriel.example', 'Une question, à une personne', 'fr', 'open', 'nobody', NULL, 'asked', NULL, '01a21d69-f0fb-7158-93ac-56c26ca801e1', '01a21d69-68cd-77d1-a201-9ebfcfd2ecd6', '2026-11-27 14:30:12.34953+00', '2026-11-27 14:29:37.101415+00', NULL, '2026-11-27 14:29:37.098153+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-68ba-7219-92ea-ebcb51a35f2e', '01a21d69-62d6-710f-b9f5-bf476c73d5ad', 'Tom Whitfield', 'email', 'tom.whitfield@post.example', 'How long do I have to send something back?', 'en', 'open', 'nobody', NULL, 'no_answer', NULL, '01a21d69-f1ea-7214-8c04-872e4925df08', '01a21d69-68bb-73f9-99e4-b37877cba64b', '2026-11-27 14:30:12.365307+00', '2026-11-27 14:29:37.083198+00', NULL, '2026-11-27 14:29:37.082574+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-68e4-769f-81b4-8504d899b6b3', '01a21d69-6331-73b8-9a31-6bd4a942d6f8', 'Salomé Riva', 'email', 'salome.riva@courriel.example', 'Paiement en trois fois', 'fr', 'open', 'nobody', NULL, 'ai_mode', NULL, '01a21d69-f152-7779-9ca7-b03a2cb98020', '01a21d69-68e5-72f5-b047-b3cc570f7dc3', '2026-11-27 14:30:12.433685+00', '2026-11-27 14:29:37.125103+00', NULL, '2026-11-27 14:29:37.12437+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6888-74d1-836e-f9590a854926', '01a21d69-62bd-71ed-b5e0-d0f5b7c58b03', 'Agathe Lormeau', 'email', 'agathe.lormeau@courriel.example', 'Lampe arrivée fendue', 'fr', 'open', 'assistant', NULL, NULL, NULL, '01a21d69-f2f5-772a-bf18-b6c0b5d12a6d', '01a21d69-688c-7702-b995-40384e11c0c2', '2026-11-27 14:30:12.558449+00', NULL, NULL, '2026-11-27 14:29:37.032037+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-8af2-775d-b919-9311e5ec08e2', '01a21d6a-8add-76fd-a8f7-b9d7d34758e2', '', 'chat', 'visitor:01a21d6a-8ad5-711a-8729-aa0970ed0461', '', 'fr', 'open', 'assistant', NULL, NULL, NULL, '01a21d6a-9cb7-72e9-83d4-1b4dd86f844b', '01a21d6a-9b1b-7022-90e3-b459147ce032', '2026-11-27 14:30:56.017143+00', NULL, '2026-11-27 14:30:55.536514+00', '2026-11-27 14:30:51.378163+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1960-758a-b59a-298dd170b3e4', '01a21d6a-18ff-71e6-8b5d-317f7c5f78e0', 'Client 0', 'email', 'client0@courriel.example', 'Combien de temps ai-je pour renvoyer un', 'fr', 'open', 'assistant', NULL, NULL, NULL, '01a21d6a-1ca1-7213-ad34-d0e8ecde8f2c', '01a21d6a-196f-738e-b757-a01683ab5631', '2026-11-27 14:30:23.587631+00', NULL, NULL, '2026-11-27 14:30:22.304797+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1a26-7423-93b6-309b8851210c', '01a21d6a-1a16-72eb-950a-89a5bc60453e', 'Client 1', 'email', 'client1@courriel.example', 'How do I return something I bought?', 'en', 'open', 'nobody', NULL, 'no_answer', NULL, '01a21d6a-1d3d-72c0-be89-7099dd09047c', '01a21d6a-1a2b-7723-8fb4-62cc4126d682', '2026-11-27 14:30:23.638704+00', '2026-11-27 14:30:22.507368+00', NULL, '2026-11-27 14:30:22.502251+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1b6e-776e-9158-3f6420602d96', '01a21d6a-1b61-73e1-bdf6-da4b8b3ad740', 'Client 4', 'email', 'client4@courriel.example', 'Bonjour, quand serai-je remboursé ?', 'fr', 'open', 'assistant', NULL, NULL, NULL, '01a21d6a-1e7b-77ee-b067-28c32135af60', '01a21d6a-1b6f-7796-8831-249fe7b83804', '2026-11-27 14:30:23.737851+00', NULL, NULL, '2026-11-27 14:30:22.830501+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-58f1-77e6-b940-45957f00fe33', '01a21d6a-589d-7213-b09c-1e6593e34f8b', '', 'chat', 'visitor:01a21d6a-5899-7584-bf72-584f0e9ad307', '', 'fr', 'open', 'nobody', NULL, 'asked', NULL, '01a21d6a-7ab7-7246-8080-dc93972c1ac2', '01a21d6a-79a1-7332-98fa-d746da7defda', '2026-11-27 14:30:47.289437+00', '2026-11-27 14:30:46.945556+00', '2026-11-27 14:30:46.97377+00', '2026-11-27 14:30:38.577458+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-ace2-7340-b80d-3b67e65339d3', '01a21d6a-aca8-7038-94ba-39e8d1d5dc2b', '', 'chat', 'visitor:01a21d6a-aca4-71ac-889d-59bb4c605ecc', '', 'en', 'open', 'assistant', NULL, NULL, NULL, '01a21d6a-bfb5-7509-b694-2d9cf5b44961', '01a21d6a-bdc8-736b-933d-c5e9a643ae8c', '2026-11-27 14:31:04.989519+00', NULL, '2026-11-27 14:31:04.413231+00', '2026-11-27 14:31:00.066797+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-ce5e-7372-ac5c-6f5e0a95cc81', '01a21d69-6331-73b8-9a31-6bd4a942d6f8', 'Salomé Riva', 'email', 'salome.riva@courriel.example', 'Retour', 'fr', 'open', 'nobody', NULL, 'ai_mode', NULL, '01a21d6a-d0f5-75b8-b53b-15e29eacb440', '01a21d6a-ce61-7647-9729-6d8bd31587a0', '2026-11-27 14:31:09.414043+00', '2026-11-27 14:31:08.641675+00', NULL, '2026-11-27 14:31:08.638695+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-cef5-70ea-9278-845f07b44262', '01a21d69-62ed-7759-96be-0b0dc5cdab03', 'Bernard Quillet', 'email', 'bernard.quillet@courriel.example', 'Retour', 'fr', 'open', 'nobody', NULL, 'ai_mode', NULL, '01a21d6a-d127-7017-9bda-bb152fa4bc83', '01a21d6a-cefb-738d-b7ea-b405a3ddcf31', '2026-11-27 14:31:09.445871+00', '2026-11-27 14:31:08.795177+00', NULL, '2026-11-27 14:31:08.789313+00');

INSERT INTO conversations.messages VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-688c-7702-b995-40384e11c0c2', '01a21d69-6888-74d1-836e-f9590a854926', 'in', 'email', '<demo-0@courriel.example>', 'person', 'Agathe Lormeau', '01a21d69-62bd-71ed-b5e0-d0f5b7c58b03', 'Bonjour,

La lampe Brindille de ma commande OLV-20417755 est arrivée fendue sur dix centimètres, alors que le carton semblait intact. Je voudrais l’échanger.

Merci d’avance,
Agathe Lormeau', '', 'Lampe arrivée fendue', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:29:37.036412+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-68bb-73f9-99e4-b37877cba64b', '01a21d69-68ba-7219-92ea-ebcb51a35f2e', 'in', 'email', '<demo-1@courriel.example>', 'person', 'Tom Whitfield', '01a21d69-62d6-710f-b9f5-bf476c73d5ad', 'Hi there,

I bought two linen duvet covers and one of them is the wrong colour for the room. It has not been opened. How long do I have to return it, and who pays for the parcel?

Tom', '', 'How long do I have to send something back?', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:29:37.083198+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-68cd-77d1-a201-9ebfcfd2ecd6', '01a21d69-68ca-7797-bd20-fb966f4744e1', 'in', 'email', '<demo-2@courriel.example>', 'person', 'Bernard Quillet', '01a21d69-62ed-7759-96be-0b0dc5cdab03', 'Madame, Monsieur,

Je souhaite qu’une personne me réponde. Mon fauteuil grince depuis trois semaines ; est-ce couvert par la garantie ?

Bernard Quillet', '', 'Une question, à une personne', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:29:37.101415+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-68e5-72f5-b047-b3cc570f7dc3', '01a21d69-68e4-769f-81b4-8504d899b6b3', 'in', 'email', '<demo-3@courriel.example>', 'person', 'Salomé Riva', '01a21d69-6331-73b8-9a31-6bd4a942d6f8', 'Bonjour,

Est-ce que je peux payer en trois fois une commande de 240 euros ?

Salomé', '', 'Paiement en trois fois', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:29:37.125103+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f0fb-7158-93ac-56c26ca801e1', '01a21d69-68ca-7797-bd20-fb966f4744e1', 'out', 'email', '<01a21d69f1f4700d890ccff1339f6e20.e1b28f9cc8bb28c7@maison-olvera.example>', 'template', '', NULL, 'Bien sûr ! Je préviens une personne de notre équipe. À partir de maintenant, c’est elle qui vous répond. Quelqu’un est là : vous pouvez continuer d’écrire ici.', '', 'Re: Une question, à une personne', '[]', 0, '01a21d69-f1f4-700d-890c-cff1339f6e20', '97PFs1pnDFQF4UMWIz01Mpvc', NULL, 35248, NULL, '2026-11-27 14:30:12.34953+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f1ea-7214-8c04-872e4925df08', '01a21d69-68ba-7219-92ea-ebcb51a35f2e', 'out', 'email', '<01a21d69f24972a39ea573f0aa5272c1.d50513f9098c214e@maison-olvera.example>', 'template', '', NULL, 'I have not found a sure answer in our documents, and I would rather not make one up. A person of our team is taking over. Someone is here: you can go on writing.', '', 'Re: How long do I have to send something back?', '[]', 0, '01a21d69-f249-72a3-9ea5-73f0aa5272c1', 'Cedkqq9LNkV1beyoabKam2XQ', NULL, 35282, NULL, '2026-11-27 14:30:12.365307+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f152-7779-9ca7-b03a2cb98020', '01a21d69-68e4-769f-81b4-8504d899b6b3', 'out', 'email', '<01a21d69f253763b9798868a8b4916e9.5984cf5a9ac1e647@maison-olvera.example>', 'template', '', NULL, 'Comme vous l’avez choisi, c’est une personne qui vous répond. Notre équipe est prévenue. Quelqu’un est là : vous pouvez continuer d’écrire ici.', '', 'Re: Paiement en trois fois', '[]', 0, '01a21d69-f253-763b-9798-868a8b4916e9', 'oV5TG05Jj6_91pujJ-Z3VKxQ', NULL, 35309, NULL, '2026-11-27 14:30:12.433685+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1e7b-77ee-b067-28c32135af60', '01a21d6a-1b6e-776e-9158-3f6420602d96', 'out', 'email', '<01a21d6a1eb9705d92e4ef1b62504dc5.9d136cf1aafecad7@maison-olvera.example>', 'ai', '', NULL, 'De quelle commande s’agit-il ? Donnez-moi son numéro, qui commence par OLV.', '', 'Re: Bonjour, quand serai-je remboursé ?', '[]', 1, '01a21d6a-1eb9-705d-92e4-ef1b62504dc5', 'SzjjOdq_kuLEnr8LuxRi4-Sz', NULL, 907, NULL, '2026-11-27 14:30:23.737851+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f2f5-772a-bf18-b6c0b5d12a6d', '01a21d69-6888-74d1-836e-f9590a854926', 'out', 'email', '<01a21d69f3397382bde3849a3177c4c9.6539a4aedbf78b63@maison-olvera.example>', 'ai', '', NULL, 'Si agathe.lormeau@courriel.example est bien l’adresse de la commande, un code à six chiffres vient d’y partir. Pouvez-vous me l’écrire ici ?', '', 'Re: Lampe arrivée fendue', '[]', 1, '01a21d69-f339-7382-bde3-849a3177c4c9', '8HTtxhcnvmxmdpyCJUA-mEDY', NULL, 35522, NULL, '2026-11-27 14:30:12.558449+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-196f-738e-b757-a01683ab5631', '01a21d6a-1960-758a-b59a-298dd170b3e4', 'in', 'email', '<filled-0@courriel.example>', 'person', 'Client 0', '01a21d6a-18ff-71e6-8b5d-317f7c5f78e0', 'Combien de temps ai-je pour renvoyer un article ?', '', 'Combien de temps ai-je pour renvoyer un', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:30:22.31989+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1a2b-7723-8fb4-62cc4126d682', '01a21d6a-1a26-7423-93b6-309b8851210c', 'in', 'email', '<filled-1@courriel.example>', 'person', 'Client 1', '01a21d6a-1a16-72eb-950a-89a5bc60453e', 'How do I return something I bought?', '', 'How do I return something I bought?', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:30:22.507368+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1a90-738f-9103-86233f39824b', '01a21d6a-1a8e-7599-bc24-552f9fecfa77', 'in', 'email', '<filled-2@courriel.example>', 'person', 'Client 2', '01a21d6a-1a87-70f5-8916-709d8d4e51a9', 'un vrai conseiller svp', '', 'un vrai conseiller svp', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:30:22.608795+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1b02-7728-9d3a-362e4805af63', '01a21d6a-1aff-765a-a687-80576827c1d3', 'in', 'email', '<filled-3@courriel.example>', 'person', 'Client 3', '01a21d6a-1af7-725f-a3b6-14e22c39ed15', 'What is the capital of Peru?', '', 'What is the capital of Peru?', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:30:22.722184+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1b6f-7796-8831-249fe7b83804', '01a21d6a-1b6e-776e-9158-3f6420602d96', 'in', 'email', '<filled-4@courriel.example>', 'person', 'Client 4', '01a21d6a-1b61-73e1-bdf6-da4b8b3ad740', 'Bonjour, quand serai-je remboursé ?', '', 'Bonjour, quand serai-je remboursé ?', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:30:22.831305+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1ca1-7213-ad34-d0e8ecde8f2c', '01a21d6a-1960-758a-b59a-298dd170b3e4', 'out', 'email', '<01a21d6a1d7f74f891e61ef913ea87eb.7bb4cf2ee4e9ab7c@maison-olvera.example>', 'ai', '', NULL, 'Bonjour, je suis l’assistant (une IA). Voici ce que disent nos documents :

Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.', '', 'Re: Combien de temps ai-je pour renvoyer un', '[{"url": "/help/fr/return-period#combien-de-temps-avez-vous-pour-renvoyer-un-article", "quote": "Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.", "title": "Délai pour renvoyer un article", "heading": "Combien de temps avez-vous pour renvoyer un article ?", "passage": "01a21d69-6868-77ba-8fa5-a5afdb25251b", "version": "1", "language": "fr"}]', 1, '01a21d6a-1d7f-74f8-91e6-1ef913ea87eb', '344CrWw_pnc2aMUBxOXFiMqI', NULL, 1268, NULL, '2026-11-27 14:30:23.587631+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1d3d-72c0-be89-7099dd09047c', '01a21d6a-1a26-7423-93b6-309b8851210c', 'out', 'email', '<01a21d6a1e31765da8ba49e5fef7f1a1.df8ac18018d00e6b@maison-olvera.example>', 'template', '', NULL, 'I have not found a sure answer in our documents, and I would rather not make one up. A person of our team is taking over. Someone is here: you can go on writing.', '', 'Re: How do I return something I bought?', '[]', 0, '01a21d6a-1e31-765d-a8ba-49e5fef7f1a1', 'jkEUX22XwM0dVkTuzv2tPERp', NULL, 1131, NULL, '2026-11-27 14:30:23.638704+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1e22-7499-a95f-03ec21ef1833', '01a21d6a-1a8e-7599-bc24-552f9fecfa77', 'out', 'email', '<01a21d6a1ea57647a073d6614c221dba.31fc04d952141473@maison-olvera.example>', 'template', '', NULL, 'Bien sûr ! Je préviens une personne de notre équipe. À partir de maintenant, c’est elle qui vous répond. Quelqu’un est là : vous pouvez continuer d’écrire ici.', '', 'Re: un vrai conseiller svp', '[]', 0, '01a21d6a-1ea5-7647-a073-d6614c221dba', '_GysnWzcnyys2qNniHaMuYYY', NULL, 1149, NULL, '2026-11-27 14:30:23.758083+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-6a8a-7318-a25e-7276474ee962', '01a21d6a-58f1-77e6-b940-45957f00fe33', 'out', 'chat', '<01a21d6a6ab97573803b2204ca641326.c606e113c2f47e27@maison-olvera.example>', 'ai', '', NULL, 'Avec plaisir. Y a-t-il autre chose ?', '', '', '[]', 1, '01a21d6a-6ab9-7573-803b-2204ca641326', 'TTJFRVg1dxrVX3DTydU7Kq4j', NULL, 360, NULL, '2026-11-27 14:30:43.179428+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1f2a-75f0-b600-0fd03c53c20a', '01a21d6a-1aff-765a-a687-80576827c1d3', 'out', 'email', '<01a21d6a1fb074eb95d56328ecd25915.d8dc1949c665b63d@maison-olvera.example>', 'template', '', NULL, 'I have not found a sure answer in our documents, and I would rather not make one up. A person of our team is taking over. Someone is here: you can go on writing.', '', 'Re: What is the capital of Peru?', '[]', 0, '01a21d6a-1fb0-74eb-95d5-6328ecd25915', 'X65MKmGK1jUsvwoa0IYtWS3q', NULL, 1344, NULL, '2026-11-27 14:30:24.06656+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-58f5-71fc-8b8c-5f066b12dbfd', '01a21d6a-58f1-77e6-b940-45957f00fe33', 'in', 'chat', 'visitor:01a21d6a-5899-7584-bf72-584f0e9ad307:1078a176-b70e-488d-82aa-69f062ccbf6c', 'person', '', '01a21d6a-589d-7213-b09c-1e6593e34f8b', 'Combien de temps ai-je pour renvoyer un article ?', '', '', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:30:38.581894+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-6983-76bf-b02a-c613a2a05972', '01a21d6a-58f1-77e6-b940-45957f00fe33', 'in', 'chat', 'visitor:01a21d6a-5899-7584-bf72-584f0e9ad307:54de3f8d-b81c-47f8-a79d-b99c67fe5d10', 'person', '', '01a21d6a-589d-7213-b09c-1e6593e34f8b', 'merci', '', '', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:30:42.819768+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-79a1-7332-98fa-d746da7defda', '01a21d6a-58f1-77e6-b940-45957f00fe33', 'in', 'chat', 'visitor:01a21d6a-5899-7584-bf72-584f0e9ad307:0aa94b09-cbff-4882-88d0-30a9a2b09a5a', 'person', '', '01a21d6a-589d-7213-b09c-1e6593e34f8b', 'un vrai conseiller svp', '', '', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:30:46.945556+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-8af2-775d-b919-9312e16d056b', '01a21d6a-8af2-775d-b919-9311e5ec08e2', 'in', 'chat', 'visitor:01a21d6a-8ad5-711a-8729-aa0970ed0461:5c6c92ee-3c5d-4894-a066-008766b70ae4', 'person', '', '01a21d6a-8add-76fd-a8f7-b9d7d34758e2', 'annulez ma commande OLV-20419120', '', '', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:30:51.37892+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-9b1b-7022-90e3-b459147ce032', '01a21d6a-8af2-775d-b919-9311e5ec08e2', 'in', 'chat', 'visitor:01a21d6a-8ad5-711a-8729-aa0970ed0461:fb430dbb-b975-4673-bbff-4ae6029f6247', 'person', '', '01a21d6a-8add-76fd-a8f7-b9d7d34758e2', 'agathe.lormeau@courriel.example', '', '', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:30:55.515189+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-ace6-72fc-8282-6c7f42603634', '01a21d6a-ace2-7340-b80d-3b67e65339d3', 'in', 'chat', 'visitor:01a21d6a-aca4-71ac-889d-59bb4c605ecc:3b207c5d-a539-4538-a0e2-facf837f4f0b', 'person', '', '01a21d6a-aca8-7038-94ba-39e8d1d5dc2b', 'where is my order OLV-20419120', '', '', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:31:00.070235+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-bdc8-736b-933d-c5e9a643ae8c', '01a21d6a-ace2-7340-b80d-3b67e65339d3', 'in', 'chat', 'visitor:01a21d6a-aca4-71ac-889d-59bb4c605ecc:5f3c9947-8a19-49a9-9c9f-b01434e62c5f', 'person', '', '01a21d6a-aca8-7038-94ba-39e8d1d5dc2b', '75011', '', '', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:31:04.392235+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-5a2b-7639-b752-11dbb9edd80c', '01a21d6a-58f1-77e6-b940-45957f00fe33', 'out', 'chat', '<01a21d6a5af4702a95a9fea4bfbf051a.7d41c099d24b5299@maison-olvera.example>', 'ai', '', NULL, 'Bonjour, je suis l’assistant (une IA). Voici ce que disent nos documents :

Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.', '', '', '[{"url": "/help/fr/return-period#combien-de-temps-avez-vous-pour-renvoyer-un-article", "quote": "Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.", "title": "Délai pour renvoyer un article", "heading": "Combien de temps avez-vous pour renvoyer un article ?", "passage": "01a21d69-6868-77ba-8fa5-a5afdb25251b", "version": "1", "language": "fr"}]', 1, '01a21d6a-5af4-702a-95a9-fea4bfbf051a', 'h2kF6GEWsr3STD7pI8MJNqdv', NULL, 558, NULL, '2026-11-27 14:30:39.139729+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-9cb7-72e9-83d4-1b4dd86f844b', '01a21d6a-8af2-775d-b919-9311e5ec08e2', 'out', 'chat', '<01a21d6a9ce67746bdcf0b1833951a4a.78c524b0a0ef0d7d@maison-olvera.example>', 'ai', '', NULL, 'Si agathe.lormeau@courriel.example est bien l’adresse de la commande, un code à six chiffres vient d’y partir. Pouvez-vous me l’écrire ici ?', '', '', '[]', 1, '01a21d6a-9ce6-7746-bdcf-0b1833951a4a', 'mRYCnQuD25vhFpvDC4_tugwK', NULL, 502, NULL, '2026-11-27 14:30:56.017143+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d0f5-75b8-b53b-15e29eacb440', '01a21d6a-ce5e-7372-ac5c-6f5e0a95cc81', 'out', 'email', '<01a21d6ad14274888bb915aca0cc8157.012f31a62e870316@maison-olvera.example>', 'template', '', NULL, 'Comme vous l’avez choisi, c’est une personne qui vous répond. Notre équipe est prévenue. Quelqu’un est là : vous pouvez continuer d’écrire ici.', '', 'Re: Retour', '[]', 0, '01a21d6a-d142-7488-8bb9-15aca0cc8157', 'AgN8DJxM3yXYiILY6oyapSbl', NULL, 772, NULL, '2026-11-27 14:31:09.414043+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-7ab7-7246-8080-dc93972c1ac2', '01a21d6a-58f1-77e6-b940-45957f00fe33', 'out', 'chat', '<01a21d6a7ad576849f917f92b8b5aacd.3e34ef580dc23391@maison-olvera.example>', 'template', '', NULL, 'Bien sûr ! Je préviens une personne de notre équipe. À partir de maintenant, c’est elle qui vous répond. Quelqu’un est là : vous pouvez continuer d’écrire ici.', '', '', '[]', 0, '01a21d6a-7ad5-7684-9f91-7f92b8b5aacd', 'p3fVP9L0lNu5iP-qiq6kNQGE', NULL, 344, NULL, '2026-11-27 14:30:47.289437+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-8be6-75aa-b1df-e6be2361e3bc', '01a21d6a-8af2-775d-b919-9311e5ec08e2', 'out', 'chat', '<01a21d6a8bf676c98a724626480199e2.fe84b33e3e7d7246@maison-olvera.example>', 'ai', '', NULL, 'Pour vérifier que c’est bien vous : quelle adresse e-mail avez-vous donnée en commandant ? J’y envoie un code.', '', '', '[]', 1, '01a21d6a-8bf6-76c9-8a72-4626480199e2', 'NbgcBsolX7OkGSHgvwDWL2WP', NULL, 291, NULL, '2026-11-27 14:30:51.669878+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-bfb5-7509-b694-2d9cf5b44961', '01a21d6a-ace2-7340-b80d-3b67e65339d3', 'out', 'chat', '<01a21d6abff171ed889b108177fc4e0f.eba6000b2f723169@maison-olvera.example>', 'ai', '', NULL, 'That does not match the order.

To check that it is really your order: what is the delivery postcode?', '', '', '[]', 1, '01a21d6a-bff1-71ed-889b-108177fc4e0f', '656wrQl1Yx5rRGXPicMDJAo-', NULL, 597, NULL, '2026-11-27 14:31:04.989519+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-b369-74ff-b9e4-69acfacdbf62', '01a21d6a-ace2-7340-b80d-3b67e65339d3', 'out', 'chat', '<01a21d6ab3a574889111ba0b95a34467.2e02643e7670b647@maison-olvera.example>', 'ai', '', NULL, 'To check that it is really your order: what is the delivery postcode?', '', '', '[]', 1, '01a21d6a-b3a5-7488-9111-ba0b95a34467', '7dcgJhAkwbdz9NsoP0zj6YDi', NULL, 1760, NULL, '2026-11-27 14:31:01.830722+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-ce61-7647-9729-6d8bd31587a0', '01a21d6a-ce5e-7372-ac5c-6f5e0a95cc81', 'in', 'email', '<salom@x.example>', 'person', 'Salomé Riva', '01a21d69-6331-73b8-9a31-6bd4a942d6f8', 'Combien de temps ai-je pour renvoyer un article ?', '', 'Retour', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:31:08.641675+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-cefb-738d-b7ea-b405a3ddcf31', '01a21d6a-cef5-70ea-9278-845f07b44262', 'in', 'email', '<berna@x.example>', 'person', 'Bernard Quillet', '01a21d69-62ed-7759-96be-0b0dc5cdab03', 'Comment renvoyer ma commande ?', '', 'Retour', '[]', 0, NULL, NULL, NULL, NULL, NULL, '2026-11-27 14:31:08.795177+00', DEFAULT),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d127-7017-9bda-bb152fa4bc83', '01a21d6a-cef5-70ea-9278-845f07b44262', 'out', 'email', '<01a21d6ad16274b9b529d76cadcbc7c2.3f2f308cecb83d72@maison-olvera.example>', 'template', '', NULL, 'Comme vous l’avez choisi, c’est une personne qui vous répond. Notre équipe est prévenue. Quelqu’un est là : vous pouvez continuer d’écrire ici.', '', 'Re: Retour', '[]', 0, '01a21d6a-d162-74b9-b529-d76cadcbc7c2', 'ypx_0OW5rzBAyYbQfPX7BO3V', NULL, 651, NULL, '2026-11-27 14:31:09.445871+00', DEFAULT);

INSERT INTO conversations.canned_replies VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-628b-7741-9446-6b4527501d77', 'bonjour', 'fr', 'Bonjour {contact},

je suis {advisor} et je prends la suite. Je lis votre conversation et je vous réponds tout de suite.'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6296-744d-ad09-50bfd0db8c4c', 'delai-colis', 'fr', 'Je viens de vérifier auprès du transporteur : votre colis est en route et arrive avec un peu de retard. Je surveille son avancée et je vous écris dès qu’il est remis.'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6296-744d-ad09-50c015b23850', 'merci', 'fr', 'Merci d’avoir pris le temps de nous écrire. N’hésitez pas à répondre ici si quelque chose ne va pas : c’est moi qui vous lirai.'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6296-744d-ad09-50c136a458a7', 'hello', 'en', 'Hello {contact},

I am {advisor} and I am taking over from here. I am reading your conversation and will answer in a moment.'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6296-744d-ad09-50c2564b33fe', 'parcel-late', 'en', 'I have just checked with the carrier: your parcel is on its way and a little late. I am following it and will write to you as soon as it is delivered.'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6296-744d-ad09-50c3e176d3b3', 'thanks', 'en', 'Thank you for taking the time to write. Reply here if anything is not right: I am the one who will read it.');

INSERT INTO conversations.handovers VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-ecb4-70a2-afdf-c616df31dcd5', '01a21d69-68ca-7797-bd20-fb966f4744e1', 'asked', '{"asked": ["Madame, Monsieur,\n\nJe souhaite qu’une personne me réponde. Mon fauteuil grince depuis trois semaines ; est-ce couvert par la garantie ?\n\nBernard Quillet"], "tried": [], "sources": [], "evidence": ["person.anywhere.5"], "last_words": "Madame, Monsieur,\n\nJe souhaite qu’une personne me réponde. Mon fauteuil grince depuis trois semaines ; est-ce couvert par la garantie ?\n\nBernard Quillet"}', '2026-11-27 14:30:10.868221+00', NULL, NULL, NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f0e5-74eb-9a02-29d3150c75fc', '01a21d69-68e4-769f-81b4-8504d899b6b3', 'ai_mode', '{"asked": ["Bonjour,\n\nEst-ce que je peux payer en trois fois une commande de 240 euros ?\n\nSalomé"], "tried": [], "sources": [], "evidence": ["ai_mode.reviewed"], "last_words": "Bonjour,\n\nEst-ce que je peux payer en trois fois une commande de 240 euros ?\n\nSalomé"}', '2026-11-27 14:30:11.941025+00', NULL, NULL, NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f10c-7147-a970-a87333f01d06', '01a21d69-68ba-7219-92ea-ebcb51a35f2e', 'no_answer', '{"asked": ["Hi there,\n\nI bought two linen duvet covers and one of them is the wrong colour for the room. It has not been opened. How long do I have to return it, and who pays for the parcel?\n\nTom"], "tried": [], "sources": [], "evidence": ["knowledge.no_answer"], "last_words": "Hi there,\n\nI bought two linen duvet covers and one of them is the wrong colour for the room. It has not been opened. How long do I have to return it, and who pays for the parcel?\n\nTom"}', '2026-11-27 14:30:11.980802+00', NULL, NULL, NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1c85-76e3-afc1-0b6e8d7338d2', '01a21d6a-1a26-7423-93b6-309b8851210c', 'no_answer', '{"asked": ["How do I return something I bought?"], "tried": [], "sources": [], "evidence": ["knowledge.no_answer"], "last_words": "How do I return something I bought?"}', '2026-11-27 14:30:23.109807+00', NULL, NULL, NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1d01-777f-8f42-5d1da37a1376', '01a21d6a-1a8e-7599-bc24-552f9fecfa77', 'asked', '{"asked": ["un vrai conseiller svp"], "tried": [], "sources": [], "evidence": ["person.whole.0"], "last_words": "un vrai conseiller svp"}', '2026-11-27 14:30:23.233534+00', NULL, NULL, NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1e98-70ac-9158-3c40a7f27ba6', '01a21d6a-1aff-765a-a687-80576827c1d3', 'no_answer', '{"asked": ["What is the capital of Peru?"], "tried": [], "sources": [], "evidence": ["knowledge.no_answer"], "last_words": "What is the capital of Peru?"}', '2026-11-27 14:30:23.640342+00', NULL, NULL, NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-7a9b-72a2-83e8-afd6512f27f3', '01a21d6a-58f1-77e6-b940-45957f00fe33', 'asked', '{"asked": ["Combien de temps ai-je pour renvoyer un article ?", "merci", "un vrai conseiller svp"], "tried": ["Bonjour, je suis l’assistant (une IA). Voici ce que disent nos documents :\n\nVous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.", "Avec plaisir. Y a-t-il autre chose ?"], "sources": [{"url": "/help/fr/return-period#combien-de-temps-avez-vous-pour-renvoyer-un-article", "quote": "Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.", "title": "Délai pour renvoyer un article", "heading": "Combien de temps avez-vous pour renvoyer un article ?", "passage": "01a21d69-6868-77ba-8fa5-a5afdb25251b", "version": "1", "language": "fr"}], "evidence": ["person.whole.0"], "last_words": "un vrai conseiller svp"}', '2026-11-27 14:30:47.195553+00', NULL, NULL, NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d0bd-70ed-b605-0c770c12aab4', '01a21d6a-ce5e-7372-ac5c-6f5e0a95cc81', 'ai_mode', '{"asked": ["Combien de temps ai-je pour renvoyer un article ?"], "tried": [], "sources": [], "evidence": ["ai_mode.reviewed"], "last_words": "Combien de temps ai-je pour renvoyer un article ?"}', '2026-11-27 14:31:09.245417+00', NULL, NULL, NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d10f-7193-ba13-100e95f42d97', '01a21d6a-cef5-70ea-9278-845f07b44262', 'ai_mode', '{"asked": ["Comment renvoyer ma commande ?"], "tried": [], "sources": [], "evidence": ["ai_mode.none"], "last_words": "Comment renvoyer ma commande ?"}', '2026-11-27 14:31:09.327477+00', NULL, NULL, NULL);

INSERT INTO conversations.service_hours VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', 0, 0, 1440),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 1, 0, 1440),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 2, 0, 1440),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 3, 0, 1440),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 4, 0, 1440),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 5, 0, 1440),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 6, 0, 1440);

INSERT INTO conversations.visitors VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '\x15e0b23be5f5d586169d19426c807cf3960132014ec77a732ce36571d6858d2f', '01a21d6a-589d-7213-b09c-1e6593e34f8b', 'visitor:01a21d6a-5899-7584-bf72-584f0e9ad307', 'fr', '01a21d6a-58f1-77e6-b940-45957f00fe33', false, '2026-11-27 14:30:46.973492+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '\x1a8784eb726c451e1d093eb3c8581b49d16d9fb2e666f9c432bc618dae72eea4', '01a21d6a-8add-76fd-a8f7-b9d7d34758e2', 'visitor:01a21d6a-8ad5-711a-8729-aa0970ed0461', 'fr', '01a21d6a-8af2-775d-b919-9311e5ec08e2', false, '2026-11-27 14:30:55.535937+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '\xb9b9972778cee273a80e3d529c5de098890a8f8d5fb0a6231ea3782bb5d67d19', '01a21d6a-aca8-7038-94ba-39e8d1d5dc2b', 'visitor:01a21d6a-aca4-71ac-889d-59bb4c605ecc', 'fr', '01a21d6a-ace2-7340-b80d-3b67e65339d3', false, '2026-11-27 14:31:04.409648+00');

INSERT INTO ledger.signing_keys VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\xb7ff3acac48b434b24104174e6b3ee824a652fe4bc338f3fa3089d3029936180', '\x2481216f91729f6b36b95f3f720fb1a97f21f2e91946648c4187b65dbc1fb5b71429a745ac3a95aaa2c11b26feef912b870dfba46123a77850a56106', '2026-11-27 14:29:57.585837+00', NULL);

INSERT INTO ledger.passports VALUES
	('01a21d69-f20a-7659-b8a6-03fea2c70999', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f1f4-700d-890c-cff1339f6e20', '\x77b03b425db40860dcba47ca3ceb2e4644b761927274f70dc55f2f13451686cf', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13742,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28611,"low":6333,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d69-f20a-7659-b8a6-03fea2c70999","issued_at":"2026-11-27T14:30:12.234+00:00","language":"fr","message":"01a21d69-f1f4-700d-890c-cff1339f6e20","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"conversations.reason.handover","params":{}},"sources":[],"text_sha256":"0f50ab3cd1ea975a628653c39e59c58e51793d0e71efd90d47e1199fbc31a55a","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x46144a8013d1c05d1935770a938323639a8fa0ec5f7127b458da920f941c8330f7fc04b265198792eb4bfe0644c0f5557a8b7f9631eeaf2de54a8077927f5403', '2026-11-27 14:30:12.235211+00', '817', DEFAULT),
	('01a21d69-f229-7083-9708-c8732682d682', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f21a-76d2-a7d4-48640731dc50', '\xa60a7960f0221bf4ca9c6d16e8a6a705c8f75495a2cc14fe6eb756766ec56742', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13758,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28659,"low":6340,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d69-f229-7083-9708-c8732682d682","issued_at":"2026-11-27T14:30:12.265+00:00","language":"fr","message":"01a21d69-f21a-76d2-a7d4-48640731dc50","permission":{"basis":"legitimate_interest","choice":null,"purpose":"security"},"reason":{"key":"flows.reason.code","params":{}},"sources":[],"text_sha256":"d7032b5298dc71515664585fa39c1ba00c715bcee173c53cca91a17921e93173","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x18941703086cb0f1b1bbb7d1ef92ed0df074b162340c0c727fb57feb454bb15815c0451cf350cf724e7241cba80e5a3bcf2a38d6b8ef6f10c2d23be15e09780b', '2026-11-27 14:30:12.266152+00', '822', DEFAULT),
	('01a21d69-f24d-7778-84cc-48dba8d682b3', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f249-72a3-9ea5-73f0aa5272c1', '\x35dfbe6706857a099005ef2dfa78b90e82a442b82c9c9caec6bc2564d6338e84', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13738,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28598,"low":6332,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d69-f24d-7778-84cc-48dba8d682b3","issued_at":"2026-11-27T14:30:12.301+00:00","language":"en","message":"01a21d69-f249-72a3-9ea5-73f0aa5272c1","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"conversations.reason.handover","params":{}},"sources":[],"text_sha256":"a2457b1ec1f3dd55e3a162d9d75b2c4b37d337ca687122cce84a0ec2ff14c364","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x969de0f499ee374c262bcda58f4024f63f268fcd53c02d1966ae89bc4272b319be9442a39fd59f3bc4d0866809422935b014115b2460103a0b7d05ceaa6f5f06', '2026-11-27 14:30:12.30176+00', '819', DEFAULT),
	('01a21d69-f255-7279-807b-420c5ca6c392', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f253-763b-9798-868a8b4916e9', '\x8aa2bafdde47cd0aefbeb8a2d25c066084f38ae25683f065247ec7e9f1448349', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13737,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28596,"low":6332,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d69-f255-7279-807b-420c5ca6c392","issued_at":"2026-11-27T14:30:12.309+00:00","language":"fr","message":"01a21d69-f253-763b-9798-868a8b4916e9","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"conversations.reason.handover","params":{}},"sources":[],"text_sha256":"7a88bfba15ce4c65c71beab20f9c1810586091cf8073983b9798537dcec1af4e","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\xb83463906fa2fef8ec24683812f91b0262244739d764fa58d178e1f6686b6f95d724084ec333116a6b2a5eb60750602144db857d56626dacdf24d1263fef600b', '2026-11-27 14:30:12.309914+00', '820', DEFAULT),
	('01a21d69-f33e-7059-8f8a-4c8543ad6191', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f339-7382-bde3-849a3177c4c9', '\xce611f45ca5a692d1588d5088c448f1ea7c89efa8b360e27642329fd04a7bafd', '{"author":{"ai":{"name":"limpide-extractive","provider":"","version":"1"},"ai_percent":100,"kind":"ai","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13735,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28589,"low":6331,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d69-f33e-7059-8f8a-4c8543ad6191","issued_at":"2026-11-27T14:30:12.542+00:00","language":"fr","message":"01a21d69-f339-7382-bde3-849a3177c4c9","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"assistant.reason.flow","params":{"flow":"return_item"}},"sources":[],"text_sha256":"e6780c1bd2f05d812bd69a0d5c8236c783a3dae9c4eabd938aa696582d9f8475","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x10a173d2d3af47f560d02fb7b9c177c74fdacb9356b7a894a478b79d90d7b0eebbbb9e43a163d35c1b36a79ea670b13c42b16ec89f9ab3bf7c8123f36ffe230e', '2026-11-27 14:30:12.542374+00', '825', DEFAULT),
	('01a21d6a-15a2-70e7-a1f7-94f75ce5736f', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1599-73b0-bd9e-3dc0ed6c9956', '\x6a2f3c68f374c0aa921bbd8da2d9c0fec6f30dd23b4ce82c09f4e957696e3765', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13711,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28521,"low":6322,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-15a2-70e7-a1f7-94f75ce5736f","issued_at":"2026-11-27T14:30:21.346+00:00","language":"fr","message":"01a21d6a-1599-73b0-bd9e-3dc0ed6c9956","permission":{"basis":"contract","choice":null,"purpose":"order"},"reason":{"key":"api.reason.order","params":{}},"sources":[],"text_sha256":"09b04fc25cc591a0cbcdc09b67ef81ea25ce61118eb2a80c5d6449edec0c6ae0","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\xb35cedba04fea429814fa2d984df09b194fa59e4249abbcb6388b2d9a9cd38e10521a290183b2095b671701c33d79c144af4809e983310deb5531d821d335f03', '2026-11-27 14:30:21.347192+00', '873', DEFAULT),
	('01a21d6a-1659-7159-b496-b3334dcfc34d', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1656-7197-90a3-89324ce97c90', '\x2c34c95a8a2b30f983e6e0c285386b548d4ef20571a05f71d31decbdfdc8a576', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13711,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28521,"low":6322,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-1659-7159-b496-b3334dcfc34d","issued_at":"2026-11-27T14:30:21.529+00:00","language":"fr","message":"01a21d6a-1656-7197-90a3-89324ce97c90","permission":{"basis":"contract","choice":null,"purpose":"order"},"reason":{"key":"api.reason.order","params":{}},"sources":[],"text_sha256":"351a638d1cbe1e8d48991844f1f44f4b7b461f40dcb1aac073119d627997ff44","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x38c99393ed60217754bfa90ef55975592d28bb497ef8ddeaae4c67b0b298a586d00b0052af0aacca92fd349b4e69e67cc4f9d2e599b990cf336ccf134f2cfc0a', '2026-11-27 14:30:21.529474+00', '876', DEFAULT),
	('01a21d6a-16d3-7130-9a8d-675983693613', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-16d1-761e-ad25-c507d22502d3', '\xf024a6c945760df7fd497757f89f560e64394c6171828cbab77e80e05ba327fa', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13711,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28521,"low":6322,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-16d3-7130-9a8d-675983693613","issued_at":"2026-11-27T14:30:21.651+00:00","language":"fr","message":"01a21d6a-16d1-761e-ad25-c507d22502d3","permission":{"basis":"contract","choice":null,"purpose":"order"},"reason":{"key":"api.reason.order","params":{}},"sources":[],"text_sha256":"1ae6fd16e105f3ada773eeaf3ce72f55e7edebd6298c3418531eefb44215bfd1","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x500f1a51fd94233f07f6f5eff5d7d5dc07df686d108f4adbd1e6cec97bba0280c71ac921cacdaef26db7672f4565f1de2dc70da757de309e63ee896d9b225c0a', '2026-11-27 14:30:21.652045+00', '879', DEFAULT),
	('01a21d6a-1713-77fe-ad7d-58ff00a19298', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1712-760a-95d8-73b481619f9d', '\x8c2d63e27fa6b5e54dbe67e7c9388e71f0e5dd0d7fb2d76812ce0e3450e2ea3e', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13711,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28521,"low":6322,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-1713-77fe-ad7d-58ff00a19298","issued_at":"2026-11-27T14:30:21.715+00:00","language":"fr","message":"01a21d6a-1712-760a-95d8-73b481619f9d","permission":{"basis":"contract","choice":null,"purpose":"order"},"reason":{"key":"api.reason.order","params":{}},"sources":[],"text_sha256":"54f3628129483e6a15eb79b3a5b1452d877a52bd43f0434cfb7567ea848c0841","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x8aa2c2a76e5f7a42026c6f979d8868577c5a64a2013676a2e56da6ff38332faddb8687970a9a26993128979f58974d1a0341c4bdbeccb08e080fcaac3ab8bf08', '2026-11-27 14:30:21.715782+00', '883', DEFAULT),
	('01a21d6a-1d8c-7603-9902-ddd3e8acd2d1', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1d7f-74f8-91e6-1ef913ea87eb', '\xd2cf9a8f76d6a812897301e274cdddf2ae2a2ebb81d2710cb64de6ebcb896c2f', '{"author":{"ai":{"name":"limpide-extractive","provider":"","version":"1"},"ai_percent":100,"kind":"ai","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13768,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28688,"low":6343,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-1d8c-7603-9902-ddd3e8acd2d1","issued_at":"2026-11-27T14:30:23.372+00:00","language":"fr","message":"01a21d6a-1d7f-74f8-91e6-1ef913ea87eb","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"conversations.reason.answer","params":{}},"sources":[{"heading":"Combien de temps avez-vous pour renvoyer un article ?","quote":"Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.","title":"Délai pour renvoyer un article","url":"/help/fr/return-period#combien-de-temps-avez-vous-pour-renvoyer-un-article","version":"1"}],"text_sha256":"6c6c5bc01b974d621cf10de31a5cb11088e0d729fcae1fac2db0776987469ec3","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x1230735d1fe16be69f3638f7de59b04a4bf4230a61bff49a38dcb6fedd11b79896aeb92597c92bed7a6d7c31da4bb7ee3f0afa0e1beb543f26cae24167f32c07', '2026-11-27 14:30:23.372575+00', '950', DEFAULT),
	('01a21d6a-1e3e-7060-8c1a-727823e8e514', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1e31-765d-a8ba-49e5fef7f1a1', '\x50a9fa4b61acf4af7a3eb0fd4f7727fbcb5525a3f55c818f130dcceb757b4365', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13738,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28598,"low":6332,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-1e3e-7060-8c1a-727823e8e514","issued_at":"2026-11-27T14:30:23.550+00:00","language":"en","message":"01a21d6a-1e31-765d-a8ba-49e5fef7f1a1","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"conversations.reason.handover","params":{}},"sources":[],"text_sha256":"a2457b1ec1f3dd55e3a162d9d75b2c4b37d337ca687122cce84a0ec2ff14c364","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x7f8eceeaada9640dcd411dec3a6b8acffb22b8bafb35cbb2ad1f5bc84e08b48106415709c3c630c8552a0f400243ddedb0beb33f6b930fe3f1a6f88979e2fd04', '2026-11-27 14:30:23.550487+00', '947', DEFAULT),
	('01a21d6a-b3a9-70c8-9161-9ac8e21230bd', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-b3a5-7488-9111-ba0b95a34467', '\xfdd76e94eb115a7f2179e7d3fc0fc8cfa18be0d7c75ba85a89cabbb0d00fe939', '{"author":{"ai":{"name":"limpide-extractive","provider":"","version":"1"},"ai_percent":100,"kind":"ai","name":"","reviewer":""},"channels":["chat"],"company":"Olvera SAS","footprint":{"central":1000,"factors":["chat.web.message@2026.1"],"high":13000,"low":100,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-b3a9-70c8-9161-9ac8e21230bd","issued_at":"2026-11-27T14:31:01.801+00:00","language":"en","message":"01a21d6a-b3a5-7488-9111-ba0b95a34467","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"assistant.reason.flow","params":{"flow":"order_status"}},"sources":[],"text_sha256":"8c983b871d69dbd9ae5f3025cb32dfdbedd93331a66f6bee6f078635185401a3","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x251fd0571e5a2479189046fa18115284f1644bbf5ec3aa6b49a31249a398c4b9d9c8df768ab54afa14d1cae0f3c7d12be64e77dbc05078922067ac0f410ad109', '2026-11-27 14:31:01.801541+00', '1214', DEFAULT),
	('01a21d6a-1ebf-7562-9ce6-96a86c8b2f35', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1eb9-705d-92e4-ef1b62504dc5', '\x34a03a2e50ff4130657b55496baf783fb2811a28b75eea45e39019f81f387388', '{"author":{"ai":{"name":"limpide-extractive","provider":"","version":"1"},"ai_percent":100,"kind":"ai","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13715,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28532,"low":6323,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-1ebf-7562-9ce6-96a86c8b2f35","issued_at":"2026-11-27T14:30:23.679+00:00","language":"fr","message":"01a21d6a-1eb9-705d-92e4-ef1b62504dc5","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"assistant.reason.flow","params":{"flow":"refund_status"}},"sources":[],"text_sha256":"b5b3d2c17844d3ece40c40368aea8c1a70099387b16eecce8db68afcc5955653","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\xada8a89a0c6a3d02ec2d147f5c9ffcae0fff726cdc3d15ff0d2f5c94319f1fbac28a81992888af024398a56abf2ed8ae19acfcf8063e702f76765109d63c380d', '2026-11-27 14:30:23.680289+00', '976', DEFAULT),
	('01a21d6a-1eaa-72e4-ab8a-d95903221e2e', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1ea5-7647-a073-d6614c221dba', '\xc02f1d1ddc0879dddeaaf76ddca6061e8e92b7c88a0d06a9d5ed397b91144f6e', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13742,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28611,"low":6333,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-1eaa-72e4-ab8a-d95903221e2e","issued_at":"2026-11-27T14:30:23.658+00:00","language":"fr","message":"01a21d6a-1ea5-7647-a073-d6614c221dba","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"conversations.reason.handover","params":{}},"sources":[],"text_sha256":"0f50ab3cd1ea975a628653c39e59c58e51793d0e71efd90d47e1199fbc31a55a","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x7cc65eb39705b7dcee13b977a72f80b6463f7f9819414bec251341e4c1c86deef1eee17fdfbfa653c21cf80b00620131ca987cabae3a868fb2c0fdc4774a6b0f', '2026-11-27 14:30:23.658649+00', '958', DEFAULT),
	('01a21d6a-1fce-762a-ab69-1bfd18b28c6b', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1fb0-74eb-95d5-6328ecd25915', '\xb14c3d5be209f527585d4664e19017666adb904e8ab87fcebef04b5678b7aa39', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13738,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28598,"low":6332,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-1fce-762a-ab69-1bfd18b28c6b","issued_at":"2026-11-27T14:30:23.950+00:00","language":"en","message":"01a21d6a-1fb0-74eb-95d5-6328ecd25915","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"conversations.reason.handover","params":{}},"sources":[],"text_sha256":"a2457b1ec1f3dd55e3a162d9d75b2c4b37d337ca687122cce84a0ec2ff14c364","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x16a38e8d93857f5896cca49de5b9da6a3799c25b6e86cea6393ff4e3bcfde34f0a5ab641ffec3f3b4d3b9a43ee27644763587eb597d61a969238e1b5dbaf6003', '2026-11-27 14:30:23.950952+00', '975', DEFAULT),
	('01a21d6a-5af5-707d-9a40-4174e5466e7b', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-5af4-702a-95a9-fea4bfbf051a', '\x6688034091261229c724d332830164538214c9f3a60c22edc54b22cf1d3e1a49', '{"author":{"ai":{"name":"limpide-extractive","provider":"","version":"1"},"ai_percent":100,"kind":"ai","name":"","reviewer":""},"channels":["chat"],"company":"Olvera SAS","footprint":{"central":1000,"factors":["chat.web.message@2026.1"],"high":13000,"low":100,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-5af5-707d-9a40-4174e5466e7b","issued_at":"2026-11-27T14:30:39.093+00:00","language":"fr","message":"01a21d6a-5af4-702a-95a9-fea4bfbf051a","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"conversations.reason.answer","params":{}},"sources":[{"heading":"Combien de temps avez-vous pour renvoyer un article ?","quote":"Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.","title":"Délai pour renvoyer un article","url":"/help/fr/return-period#combien-de-temps-avez-vous-pour-renvoyer-un-article","version":"1"}],"text_sha256":"6c6c5bc01b974d621cf10de31a5cb11088e0d729fcae1fac2db0776987469ec3","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\xac5f66a73099e75144b7a2a472a51efebb33f48ec0fc05e6c96577c4b19cb4a3accfe62005266af1f3fc612e092cac123b71d398ad41caf66afa5aae9d31c304', '2026-11-27 14:30:39.09366+00', '1048', DEFAULT),
	('01a21d6a-6abb-721a-b870-6beb1ee4b86a', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-6ab9-7573-803b-2204ca641326', '\x71818283c23859813ce8802ce3fd5c5c730eced0ae5203011db6d55cf4e19dfd', '{"author":{"ai":{"name":"limpide-extractive","provider":"","version":"1"},"ai_percent":100,"kind":"ai","name":"","reviewer":""},"channels":["chat"],"company":"Olvera SAS","footprint":{"central":1000,"factors":["chat.web.message@2026.1"],"high":13000,"low":100,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-6abb-721a-b870-6beb1ee4b86a","issued_at":"2026-11-27T14:30:43.131+00:00","language":"fr","message":"01a21d6a-6ab9-7573-803b-2204ca641326","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"conversations.reason.answer","params":{}},"sources":[],"text_sha256":"970e1442da62896060e81ec7b116b92d31117521aeb8ebe04ebae2bd0511aa00","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\xb963ba673615eed4c71b9c8efce0a373763ab73da4a1f3cebda69eb2477ac133b7de6dea76d0e203586e7b1b2609a0c2b3e5ce73d18f211d1810ed11c854a704', '2026-11-27 14:30:43.131966+00', '1072', DEFAULT),
	('01a21d6a-7ad6-7068-b8e8-5d6058551bb7', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-7ad5-7684-9f91-7f92b8b5aacd', '\x405a20261b9c1900d843cf4be7220f01e5076c534144f91a04ce1a477d285580', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["chat"],"company":"Olvera SAS","footprint":{"central":1000,"factors":["chat.web.message@2026.1"],"high":13000,"low":100,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-7ad6-7068-b8e8-5d6058551bb7","issued_at":"2026-11-27T14:30:47.254+00:00","language":"fr","message":"01a21d6a-7ad5-7684-9f91-7f92b8b5aacd","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"conversations.reason.handover","params":{}},"sources":[],"text_sha256":"0f50ab3cd1ea975a628653c39e59c58e51793d0e71efd90d47e1199fbc31a55a","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x25d715a9a72d169152c76dc7e7a00f7bb707529be5e5c3edcb0e851dd02305a655ceb5ab5f0dbf26d1936c91bfc5fe4e0020398f46b29f0322f5d8f94bfad302', '2026-11-27 14:30:47.254412+00', '1098', DEFAULT),
	('01a21d6a-8bf7-715e-8454-6d2a837731c9', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-8bf6-76c9-8a72-4626480199e2', '\xe9d156f76bcce6f6fa7f75a69dfd998938e97db6c009047687ef1382845898b6', '{"author":{"ai":{"name":"limpide-extractive","provider":"","version":"1"},"ai_percent":100,"kind":"ai","name":"","reviewer":""},"channels":["chat"],"company":"Olvera SAS","footprint":{"central":1000,"factors":["chat.web.message@2026.1"],"high":13000,"low":100,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-8bf7-715e-8454-6d2a837731c9","issued_at":"2026-11-27T14:30:51.639+00:00","language":"fr","message":"01a21d6a-8bf6-76c9-8a72-4626480199e2","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"assistant.reason.flow","params":{"flow":"cancel_order"}},"sources":[],"text_sha256":"c0ae04b865ff5a7ffbe592e3aca71f41c0dfb626cf2c51d51050999e33eee0c3","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x88fb6f102ff3f80739d948489926fe1eec19e7fd2f59480f171a689320e3d2add5665a7ed96eae8b1007c62eb0aad35b083715bcd0ce8380b0f349c7f0d8dd0c', '2026-11-27 14:30:51.639796+00', '1145', DEFAULT),
	('01a21d6a-9c24-7368-8440-1f918afd59db', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-9c20-71e3-910f-d26697717414', '\x1eaa3d7df1620b054bf77581e724038eaeafe6381df33baea2a21c3206a4c47f', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13758,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28659,"low":6340,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-9c24-7368-8440-1f918afd59db","issued_at":"2026-11-27T14:30:55.780+00:00","language":"fr","message":"01a21d6a-9c20-71e3-910f-d26697717414","permission":{"basis":"legitimate_interest","choice":null,"purpose":"security"},"reason":{"key":"flows.reason.code","params":{}},"sources":[],"text_sha256":"b12641b434db0195135a840490dfb54801b3d7773cb169696bc2168ef435d182","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x19a3775abd3d64a70bc18518d29c5951f0c8a890ea48b97920c3f86a158e438e149cbb455f5b81493fc6452c27f12642edfe7af4a123c08ad63c3273ffb2a80f', '2026-11-27 14:30:55.780534+00', '1169', DEFAULT),
	('01a21d6a-9ce7-7356-97f4-105d1c718421', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-9ce6-7746-bdcf-0b1833951a4a', '\xd124e2984273053f1f30bb9dff2570b3cc13799293b92959b2c8f80bd5af309c', '{"author":{"ai":{"name":"limpide-extractive","provider":"","version":"1"},"ai_percent":100,"kind":"ai","name":"","reviewer":""},"channels":["chat"],"company":"Olvera SAS","footprint":{"central":1000,"factors":["chat.web.message@2026.1"],"high":13000,"low":100,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-9ce7-7356-97f4-105d1c718421","issued_at":"2026-11-27T14:30:55.975+00:00","language":"fr","message":"01a21d6a-9ce6-7746-bdcf-0b1833951a4a","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"assistant.reason.flow","params":{"flow":"cancel_order"}},"sources":[],"text_sha256":"e6780c1bd2f05d812bd69a0d5c8236c783a3dae9c4eabd938aa696582d9f8475","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x9d22279b98db2ee522ed1f71003f217657f3fb71ab1f877e1f6b31c4a97c129ad2d45337e0fff3ee8912057d4e171368b3ceabbe5e49b15cef2232091637e50b', '2026-11-27 14:30:55.975737+00', '1177', DEFAULT),
	('01a21d6a-d146-719d-8441-2fbfd43252e8', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d142-7488-8bb9-15aca0cc8157', '\xf5ec53a6cd100c4d21e2a8d87e9dac91b179e389ff468ed9e7652b271d0e357e', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13737,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28596,"low":6332,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-d146-719d-8441-2fbfd43252e8","issued_at":"2026-11-27T14:31:09.382+00:00","language":"fr","message":"01a21d6a-d142-7488-8bb9-15aca0cc8157","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"conversations.reason.handover","params":{}},"sources":[],"text_sha256":"7a88bfba15ce4c65c71beab20f9c1810586091cf8073983b9798537dcec1af4e","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\xcb21207e2ccfdf9f2cbd43887596c00f846dbe0c54683d253660efe4c5594134624f768b11fbf12bcfef5e362a282d6952d42b5634353f2a59f7a30add4c5d05', '2026-11-27 14:31:09.383098+00', '1272', DEFAULT),
	('01a21d6a-bff6-749c-913f-08aac734cc83', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-bff1-71ed-889b-108177fc4e0f', '\x7204990de8d5076e53e9c74c52261cba5e1c3082dc075c0c7fa7966a20db4e6f', '{"author":{"ai":{"name":"limpide-extractive","provider":"","version":"1"},"ai_percent":100,"kind":"ai","name":"","reviewer":""},"channels":["chat"],"company":"Olvera SAS","footprint":{"central":1000,"factors":["chat.web.message@2026.1"],"high":13000,"low":100,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-bff6-749c-913f-08aac734cc83","issued_at":"2026-11-27T14:31:04.950+00:00","language":"en","message":"01a21d6a-bff1-71ed-889b-108177fc4e0f","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"assistant.reason.flow","params":{"flow":"order_status"}},"sources":[],"text_sha256":"d135dc1201eb08d353286b870ad829d0a61a8b4b105997ead1a2b3c37e66389a","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x43d1c6efc03058713df293bd279eaa45a97f377d195c637b63dcb9811bf77b37b017e3a772b1378010b136eef38684f4dfa9caf14677d634aea4af889dcf3402', '2026-11-27 14:31:04.950638+00', '1242', DEFAULT),
	('01a21d6a-d165-76cd-87e0-4a16816a3cab', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d162-74b9-b529-d76cadcbc7c2', '\x71c8e046e61ab55c92efd582614def3a98e0d4c6452aabe790d1db75453a5753', '{"author":{"ai":null,"ai_percent":0,"kind":"template","name":"","reviewer":""},"channels":["email"],"company":"Olvera SAS","footprint":{"central":13737,"factors":["email.server@2026.1","email.transfer@2026.1","email.storage@2026.1"],"high":28596,"low":6332,"unit":"microgram CO2e"},"format":"limpide-passport-1","id":"01a21d6a-d165-76cd-87e0-4a16816a3cab","issued_at":"2026-11-27T14:31:09.413+00:00","language":"fr","message":"01a21d6a-d162-74b9-b529-d76cadcbc7c2","permission":{"basis":"contract","choice":null,"purpose":"service"},"reason":{"key":"conversations.reason.handover","params":{}},"sources":[],"text_sha256":"7a88bfba15ce4c65c71beab20f9c1810586091cf8073983b9798537dcec1af4e","workspace":"01a21d69-53b0-707f-b257-f1cf52a90938"}', 'c4w6D3oxzLBFIDxw7G0CWZW9srNPyyfH-S-KY7Itp-g', '\x1897a60514280db91eab76a893dfb4bc59fcc3feb95b5cea0c6f568f192d4118e22a883eb5d9395fe361d21d32449a27d916ed88e8d2838f3f202732da7fc506', '2026-11-27 14:31:09.413865+00', '1280', DEFAULT);

INSERT INTO delivery.messages VALUES
	('01a21d69-f1f4-700d-890c-cff1339f6e20', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62ed-7759-96be-0b0dc5cdab03', 'email', 'bernard.quillet@courriel.example', 'service', 'routine', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, '2026-11-27 14:29:37.101415+00', 'fr', 'Re: Une question, à une personne', 'Bien sûr ! Je préviens une personne de notre équipe. À partir de maintenant, c’est elle qui vous répond. Quelqu’un est là : vous pouvez continuer d’écrire ici.', '', '{"message_id": "<01a21d69f1f4700d890ccff1339f6e20.e1b28f9cc8bb28c7@maison-olvera.example>", "references": ["<demo-2@courriel.example>"], "in_reply_to": "<demo-2@courriel.example>"}', '01a21d69-f0fb-7158-93ac-56c26ca801e1', '01a21d69-f0fb-7158-93ac-56c26ca801e1', '01a21d69-f20a-7659-b8a6-03fea2c70999', '2026-11-27 14:30:12.263072+00', '2026-11-30 14:30:12.263079+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d69-f249-72a3-9ea5-73f0aa5272c1', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62d6-710f-b9f5-bf476c73d5ad', 'email', 'tom.whitfield@post.example', 'service', 'routine', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, '2026-11-27 14:29:37.083198+00', 'en', 'Re: How long do I have to send something back?', 'I have not found a sure answer in our documents, and I would rather not make one up. A person of our team is taking over. Someone is here: you can go on writing.', '', '{"message_id": "<01a21d69f24972a39ea573f0aa5272c1.d50513f9098c214e@maison-olvera.example>", "references": ["<demo-1@courriel.example>"], "in_reply_to": "<demo-1@courriel.example>"}', '01a21d69-f1ea-7214-8c04-872e4925df08', '01a21d69-f1ea-7214-8c04-872e4925df08', '01a21d69-f24d-7778-84cc-48dba8d682b3', '2026-11-27 14:30:12.328819+00', '2026-11-30 14:30:12.328824+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d69-f21a-76d2-a7d4-48640731dc50', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62bd-71ed-b5e0-d0f5b7c58b03', 'email', 'agathe.lormeau@courriel.example', 'security', 'critical', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, NULL, 'fr', 'Votre code pour Maison Olvera', 'Votre code : 576823

Il est valable dix minutes. Donnez-le dans la conversation que vous venez d’ouvrir avec Maison Olvera, et à personne d’autre. Si vous n’avez rien demandé, ignorez ce message : il ne s’est rien passé.', '', '{"message_id": "<01a21d69f21a76d2a7d448640731dc50.4f53c26a6f04adcd@maison-olvera.example>", "references": [], "in_reply_to": ""}', NULL, NULL, '01a21d69-f229-7083-9708-c8732682d682', '2026-11-27 14:30:12.294231+00', '2026-11-27 14:40:12.035056+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d69-f253-763b-9798-868a8b4916e9', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6331-73b8-9a31-6bd4a942d6f8', 'email', 'salome.riva@courriel.example', 'service', 'routine', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, '2026-11-27 14:29:37.125103+00', 'fr', 'Re: Paiement en trois fois', 'Comme vous l’avez choisi, c’est une personne qui vous répond. Notre équipe est prévenue. Quelqu’un est là : vous pouvez continuer d’écrire ici.', '', '{"message_id": "<01a21d69f253763b9798868a8b4916e9.5984cf5a9ac1e647@maison-olvera.example>", "references": ["<demo-3@courriel.example>"], "in_reply_to": "<demo-3@courriel.example>"}', '01a21d69-f152-7779-9ca7-b03a2cb98020', '01a21d69-f152-7779-9ca7-b03a2cb98020', '01a21d69-f255-7279-807b-420c5ca6c392', '2026-11-27 14:30:12.350127+00', '2026-11-30 14:30:12.35013+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d69-f339-7382-bde3-849a3177c4c9', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62bd-71ed-b5e0-d0f5b7c58b03', 'email', 'agathe.lormeau@courriel.example', 'service', 'routine', 'accepted', 'ai', '{"kind": "ai", "name": "", "engine": {"name": "limpide-extractive", "version": "1", "provider": ""}, "ai_share": 1.0, "reviewer": ""}', false, '2026-11-27 14:29:37.036412+00', 'fr', 'Re: Lampe arrivée fendue', 'Si agathe.lormeau@courriel.example est bien l’adresse de la commande, un code à six chiffres vient d’y partir. Pouvez-vous me l’écrire ici ?', '', '{"message_id": "<01a21d69f3397382bde3849a3177c4c9.6539a4aedbf78b63@maison-olvera.example>", "references": ["<demo-0@courriel.example>"], "in_reply_to": "<demo-0@courriel.example>"}', '01a21d69-f2f5-772a-bf18-b6c0b5d12a6d', '01a21d69-f2f5-772a-bf18-b6c0b5d12a6d', '01a21d69-f33e-7059-8f8a-4c8543ad6191', '2026-11-27 14:30:12.549379+00', '2026-11-30 14:30:12.549385+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-1599-73b0-bd9e-3dc0ed6c9956', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4af556ab1a6', 'email', 'p7@courriel.example', 'order', 'routine', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, NULL, 'fr', 'Commande OLV-0', 'Bonjour Personne 7, elle part.', '<p>Bonjour Personne 7, elle part.</p>', '{"message_id": "<01a21d6a159973b0bd9e3dc0ed6c9956.712ac6cfba9493ab@maison-olvera.example>", "references": [], "in_reply_to": ""}', NULL, 'n-0', '01a21d6a-15a2-70e7-a1f7-94f75ce5736f', '2026-11-27 14:30:21.368974+00', '2026-11-30 14:30:21.368981+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-1656-7197-90a3-89324ce97c90', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4ae40e9546c', 'email', 'p6@courriel.example', 'order', 'routine', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, NULL, 'fr', 'Commande OLV-1', 'Bonjour Personne 6, elle part.', '<p>Bonjour Personne 6, elle part.</p>', '{"message_id": "<01a21d6a1656719790a389324ce97c90.fadea8566b90b2a2@maison-olvera.example>", "references": [], "in_reply_to": ""}', NULL, 'n-1', '01a21d6a-1659-7159-b496-b3334dcfc34d', '2026-11-27 14:30:21.537596+00', '2026-11-30 14:30:21.537654+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-16d1-761e-ad25-c507d22502d3', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4ad1f7ca637', 'email', 'p5@courriel.example', 'order', 'routine', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, NULL, 'fr', 'Commande OLV-2', 'Bonjour Personne 5, elle part.', '<p>Bonjour Personne 5, elle part.</p>', '{"message_id": "<01a21d6a16d1761ead25c507d22502d3.809e2a00517b4a4a@maison-olvera.example>", "references": [], "in_reply_to": ""}', NULL, 'n-2', '01a21d6a-16d3-7130-9a8d-675983693613', '2026-11-27 14:30:21.652949+00', '2026-11-30 14:30:21.652951+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-1712-760a-95d8-73b481619f9d', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1344-7791-bfd6-d4acea23ad99', 'email', 'p4@courriel.example', 'order', 'routine', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, NULL, 'fr', 'Commande OLV-3', 'Bonjour Personne 4, elle part.', '<p>Bonjour Personne 4, elle part.</p>', '{"message_id": "<01a21d6a1712760a95d873b481619f9d.844823ad52e569bc@maison-olvera.example>", "references": [], "in_reply_to": ""}', NULL, 'n-3', '01a21d6a-1713-77fe-ad7d-58ff00a19298', '2026-11-27 14:30:21.716315+00', '2026-11-30 14:30:21.716317+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-b3a5-7488-9111-ba0b95a34467', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-aca8-7038-94ba-39e8d1d5dc2b', 'chat', 'visitor:01a21d6a-aca4-71ac-889d-59bb4c605ecc', 'service', 'routine', 'delivered', 'ai', '{"kind": "ai", "name": "", "engine": {"name": "limpide-extractive", "version": "1", "provider": ""}, "ai_share": 1.0, "reviewer": ""}', true, '2026-11-27 14:31:00.070235+00', 'en', '', 'To check that it is really your order: what is the delivery postcode?', '', '{"message_id": "<01a21d6ab3a574889111ba0b95a34467.2e02643e7670b647@maison-olvera.example>", "references": [], "in_reply_to": ""}', '01a21d6a-b369-74ff-b9e4-69acfacdbf62', '01a21d6a-b369-74ff-b9e4-69acfacdbf62', '01a21d6a-b3a9-70c8-9161-9ac8e21230bd', '2026-11-27 14:31:01.805457+00', '2026-11-30 14:31:01.805463+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-d162-74b9-b529-d76cadcbc7c2', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62ed-7759-96be-0b0dc5cdab03', 'email', 'bernard.quillet@courriel.example', 'service', 'routine', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, '2026-11-27 14:31:08.795177+00', 'fr', 'Re: Retour', 'Comme vous l’avez choisi, c’est une personne qui vous répond. Notre équipe est prévenue. Quelqu’un est là : vous pouvez continuer d’écrire ici.', '', '{"message_id": "<01a21d6ad16274b9b529d76cadcbc7c2.3f2f308cecb83d72@maison-olvera.example>", "references": ["<berna@x.example>"], "in_reply_to": "<berna@x.example>"}', '01a21d6a-d127-7017-9bda-bb152fa4bc83', '01a21d6a-d127-7017-9bda-bb152fa4bc83', '01a21d6a-d165-76cd-87e0-4a16816a3cab', '2026-11-27 14:31:09.420762+00', '2026-11-30 14:31:09.420767+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-1eb9-705d-92e4-ef1b62504dc5', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1b61-73e1-bdf6-da4b8b3ad740', 'email', 'client4@courriel.example', 'service', 'routine', 'accepted', 'ai', '{"kind": "ai", "name": "", "engine": {"name": "limpide-extractive", "version": "1", "provider": ""}, "ai_share": 1.0, "reviewer": ""}', true, '2026-11-27 14:30:22.831305+00', 'fr', 'Re: Bonjour, quand serai-je remboursé ?', 'De quelle commande s’agit-il ? Donnez-moi son numéro, qui commence par OLV.', '', '{"message_id": "<01a21d6a1eb9705d92e4ef1b62504dc5.9d136cf1aafecad7@maison-olvera.example>", "references": ["<filled-4@courriel.example>"], "in_reply_to": "<filled-4@courriel.example>"}', '01a21d6a-1e7b-77ee-b067-28c32135af60', '01a21d6a-1e7b-77ee-b067-28c32135af60', '01a21d6a-1ebf-7562-9ce6-96a86c8b2f35', '2026-11-27 14:30:23.682782+00', '2026-11-30 14:30:23.682786+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-1ea5-7647-a073-d6614c221dba', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1a87-70f5-8916-709d8d4e51a9', 'email', 'client2@courriel.example', 'service', 'routine', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, '2026-11-27 14:30:22.608795+00', 'fr', 'Re: un vrai conseiller svp', 'Bien sûr ! Je préviens une personne de notre équipe. À partir de maintenant, c’est elle qui vous répond. Quelqu’un est là : vous pouvez continuer d’écrire ici.', '', '{"message_id": "<01a21d6a1ea57647a073d6614c221dba.31fc04d952141473@maison-olvera.example>", "references": ["<filled-2@courriel.example>"], "in_reply_to": "<filled-2@courriel.example>"}', '01a21d6a-1e22-7499-a95f-03ec21ef1833', '01a21d6a-1e22-7499-a95f-03ec21ef1833', '01a21d6a-1eaa-72e4-ab8a-d95903221e2e', '2026-11-27 14:30:23.689725+00', '2026-11-30 14:30:23.689727+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-5af4-702a-95a9-fea4bfbf051a', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-589d-7213-b09c-1e6593e34f8b', 'chat', 'visitor:01a21d6a-5899-7584-bf72-584f0e9ad307', 'service', 'routine', 'delivered', 'ai', '{"kind": "ai", "name": "", "engine": {"name": "limpide-extractive", "version": "1", "provider": ""}, "ai_share": 1.0, "reviewer": ""}', false, '2026-11-27 14:30:38.581894+00', 'fr', '', 'Bonjour, je suis l’assistant (une IA). Voici ce que disent nos documents :

Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.', '', '{"message_id": "<01a21d6a5af4702a95a9fea4bfbf051a.7d41c099d24b5299@maison-olvera.example>", "references": [], "in_reply_to": ""}', '01a21d6a-5a2b-7639-b752-11dbb9edd80c', '01a21d6a-5a2b-7639-b752-11dbb9edd80c', '01a21d6a-5af5-707d-9a40-4174e5466e7b', '2026-11-27 14:30:39.101475+00', '2026-11-30 14:30:39.10148+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-6ab9-7573-803b-2204ca641326', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-589d-7213-b09c-1e6593e34f8b', 'chat', 'visitor:01a21d6a-5899-7584-bf72-584f0e9ad307', 'service', 'routine', 'delivered', 'ai', '{"kind": "ai", "name": "", "engine": {"name": "limpide-extractive", "version": "1", "provider": ""}, "ai_share": 1.0, "reviewer": ""}', false, '2026-11-27 14:30:42.819768+00', 'fr', '', 'Avec plaisir. Y a-t-il autre chose ?', '', '{"message_id": "<01a21d6a6ab97573803b2204ca641326.c606e113c2f47e27@maison-olvera.example>", "references": [], "in_reply_to": ""}', '01a21d6a-6a8a-7318-a25e-7276474ee962', '01a21d6a-6a8a-7318-a25e-7276474ee962', '01a21d6a-6abb-721a-b870-6beb1ee4b86a', '2026-11-27 14:30:43.13372+00', '2026-11-30 14:30:43.133723+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-7ad5-7684-9f91-7f92b8b5aacd', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-589d-7213-b09c-1e6593e34f8b', 'chat', 'visitor:01a21d6a-5899-7584-bf72-584f0e9ad307', 'service', 'routine', 'delivered', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, '2026-11-27 14:30:46.945556+00', 'fr', '', 'Bien sûr ! Je préviens une personne de notre équipe. À partir de maintenant, c’est elle qui vous répond. Quelqu’un est là : vous pouvez continuer d’écrire ici.', '', '{"message_id": "<01a21d6a7ad576849f917f92b8b5aacd.3e34ef580dc23391@maison-olvera.example>", "references": [], "in_reply_to": ""}', '01a21d6a-7ab7-7246-8080-dc93972c1ac2', '01a21d6a-7ab7-7246-8080-dc93972c1ac2', '01a21d6a-7ad6-7068-b8e8-5d6058551bb7', '2026-11-27 14:30:47.255234+00', '2026-11-30 14:30:47.255236+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-8bf6-76c9-8a72-4626480199e2', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-8add-76fd-a8f7-b9d7d34758e2', 'chat', 'visitor:01a21d6a-8ad5-711a-8729-aa0970ed0461', 'service', 'routine', 'delivered', 'ai', '{"kind": "ai", "name": "", "engine": {"name": "limpide-extractive", "version": "1", "provider": ""}, "ai_share": 1.0, "reviewer": ""}', false, '2026-11-27 14:30:51.37892+00', 'fr', '', 'Pour vérifier que c’est bien vous : quelle adresse e-mail avez-vous donnée en commandant ? J’y envoie un code.', '', '{"message_id": "<01a21d6a8bf676c98a724626480199e2.fe84b33e3e7d7246@maison-olvera.example>", "references": [], "in_reply_to": ""}', '01a21d6a-8be6-75aa-b1df-e6be2361e3bc', '01a21d6a-8be6-75aa-b1df-e6be2361e3bc', '01a21d6a-8bf7-715e-8454-6d2a837731c9', '2026-11-27 14:30:51.641524+00', '2026-11-30 14:30:51.641527+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-9c20-71e3-910f-d26697717414', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-62bd-71ed-b5e0-d0f5b7c58b03', 'email', 'agathe.lormeau@courriel.example', 'security', 'critical', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, NULL, 'fr', 'Votre code pour Maison Olvera', 'Votre code : 090926

Il est valable dix minutes. Donnez-le dans la conversation que vous venez d’ouvrir avec Maison Olvera, et à personne d’autre. Si vous n’avez rien demandé, ignorez ce message : il ne s’est rien passé.', '', '{"message_id": "<01a21d6a9c2071e3910fd26697717414.f2bd58ac325209bb@maison-olvera.example>", "references": [], "in_reply_to": ""}', NULL, NULL, '01a21d6a-9c24-7368-8440-1f918afd59db', '2026-11-27 14:30:55.78541+00', '2026-11-27 14:40:55.758151+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-bff1-71ed-889b-108177fc4e0f', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-aca8-7038-94ba-39e8d1d5dc2b', 'chat', 'visitor:01a21d6a-aca4-71ac-889d-59bb4c605ecc', 'service', 'routine', 'delivered', 'ai', '{"kind": "ai", "name": "", "engine": {"name": "limpide-extractive", "version": "1", "provider": ""}, "ai_share": 1.0, "reviewer": ""}', true, '2026-11-27 14:31:04.392235+00', 'en', '', 'That does not match the order.

To check that it is really your order: what is the delivery postcode?', '', '{"message_id": "<01a21d6abff171ed889b108177fc4e0f.eba6000b2f723169@maison-olvera.example>", "references": [], "in_reply_to": ""}', '01a21d6a-bfb5-7509-b694-2d9cf5b44961', '01a21d6a-bfb5-7509-b694-2d9cf5b44961', '01a21d6a-bff6-749c-913f-08aac734cc83', '2026-11-27 14:31:04.951513+00', '2026-11-30 14:31:04.951516+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-1d7f-74f8-91e6-1ef913ea87eb', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-18ff-71e6-8b5d-317f7c5f78e0', 'email', 'client0@courriel.example', 'service', 'routine', 'accepted', 'ai', '{"kind": "ai", "name": "", "engine": {"name": "limpide-extractive", "version": "1", "provider": ""}, "ai_share": 1.0, "reviewer": ""}', false, '2026-11-27 14:30:22.31989+00', 'fr', 'Re: Combien de temps ai-je pour renvoyer un', 'Bonjour, je suis l’assistant (une IA). Voici ce que disent nos documents :

Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.', '', '{"message_id": "<01a21d6a1d7f74f891e61ef913ea87eb.7bb4cf2ee4e9ab7c@maison-olvera.example>", "references": ["<filled-0@courriel.example>"], "in_reply_to": "<filled-0@courriel.example>"}', '01a21d6a-1ca1-7213-ad34-d0e8ecde8f2c', '01a21d6a-1ca1-7213-ad34-d0e8ecde8f2c', '01a21d6a-1d8c-7603-9902-ddd3e8acd2d1', '2026-11-27 14:30:23.522708+00', '2026-11-30 14:30:23.522711+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-1e31-765d-a8ba-49e5fef7f1a1', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1a16-72eb-950a-89a5bc60453e', 'email', 'client1@courriel.example', 'service', 'routine', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, '2026-11-27 14:30:22.507368+00', 'en', 'Re: How do I return something I bought?', 'I have not found a sure answer in our documents, and I would rather not make one up. A person of our team is taking over. Someone is here: you can go on writing.', '', '{"message_id": "<01a21d6a1e31765da8ba49e5fef7f1a1.df8ac18018d00e6b@maison-olvera.example>", "references": ["<filled-1@courriel.example>"], "in_reply_to": "<filled-1@courriel.example>"}', '01a21d6a-1d3d-72c0-be89-7099dd09047c', '01a21d6a-1d3d-72c0-be89-7099dd09047c', '01a21d6a-1e3e-7060-8c1a-727823e8e514', '2026-11-27 14:30:23.565698+00', '2026-11-30 14:30:23.565703+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-1fb0-74eb-95d5-6328ecd25915', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1af7-725f-a3b6-14e22c39ed15', 'email', 'client3@courriel.example', 'service', 'routine', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, '2026-11-27 14:30:22.722184+00', 'en', 'Re: What is the capital of Peru?', 'I have not found a sure answer in our documents, and I would rather not make one up. A person of our team is taking over. Someone is here: you can go on writing.', '', '{"message_id": "<01a21d6a1fb074eb95d56328ecd25915.d8dc1949c665b63d@maison-olvera.example>", "references": ["<filled-3@courriel.example>"], "in_reply_to": "<filled-3@courriel.example>"}', '01a21d6a-1f2a-75f0-b600-0fd03c53c20a', '01a21d6a-1f2a-75f0-b600-0fd03c53c20a', '01a21d6a-1fce-762a-ab69-1bfd18b28c6b', '2026-11-27 14:30:23.991624+00', '2026-11-30 14:30:23.991627+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-9ce6-7746-bdcf-0b1833951a4a', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-8add-76fd-a8f7-b9d7d34758e2', 'chat', 'visitor:01a21d6a-8ad5-711a-8729-aa0970ed0461', 'service', 'routine', 'delivered', 'ai', '{"kind": "ai", "name": "", "engine": {"name": "limpide-extractive", "version": "1", "provider": ""}, "ai_share": 1.0, "reviewer": ""}', false, '2026-11-27 14:30:55.515189+00', 'fr', '', 'Si agathe.lormeau@courriel.example est bien l’adresse de la commande, un code à six chiffres vient d’y partir. Pouvez-vous me l’écrire ici ?', '', '{"message_id": "<01a21d6a9ce67746bdcf0b1833951a4a.78c524b0a0ef0d7d@maison-olvera.example>", "references": [], "in_reply_to": ""}', '01a21d6a-9cb7-72e9-83d4-1b4dd86f844b', '01a21d6a-9cb7-72e9-83d4-1b4dd86f844b', '01a21d6a-9ce7-7356-97f4-105d1c718421', '2026-11-27 14:30:55.98785+00', '2026-11-30 14:30:55.987857+00', 1, NULL, NULL, 1, DEFAULT),
	('01a21d6a-d142-7488-8bb9-15aca0cc8157', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6331-73b8-9a31-6bd4a942d6f8', 'email', 'salome.riva@courriel.example', 'service', 'routine', 'accepted', 'template', '{"kind": "template", "name": "", "engine": null, "ai_share": 0.0, "reviewer": ""}', false, '2026-11-27 14:31:08.641675+00', 'fr', 'Re: Retour', 'Comme vous l’avez choisi, c’est une personne qui vous répond. Notre équipe est prévenue. Quelqu’un est là : vous pouvez continuer d’écrire ici.', '', '{"message_id": "<01a21d6ad14274888bb915aca0cc8157.012f31a62e870316@maison-olvera.example>", "references": ["<salom@x.example>"], "in_reply_to": "<salom@x.example>"}', '01a21d6a-d0f5-75b8-b53b-15e29eacb440', '01a21d6a-d0f5-75b8-b53b-15e29eacb440', '01a21d6a-d146-719d-8441-2fbfd43252e8', '2026-11-27 14:31:09.402003+00', '2026-11-30 14:31:09.402009+00', 1, NULL, NULL, 1, DEFAULT);

INSERT INTO delivery.attempts VALUES
	('01a21d69-f71e-7662-9ef1-20c8e991c0f1', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f1f4-700d-890c-cff1339f6e20', '01a21d69-f20a-7659-b8a6-03fea2c70999', 1, 'email', '2026-11-27 14:30:13.534046+00', '2026-11-27 14:30:13.849807+00', 'accepted', 'OK', ''),
	('01a21d69-f71e-7662-9ef1-20c9115e1228', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f249-72a3-9ea5-73f0aa5272c1', '01a21d69-f24d-7778-84cc-48dba8d682b3', 1, 'email', '2026-11-27 14:30:13.534347+00', '2026-11-27 14:30:13.970302+00', 'accepted', 'OK', ''),
	('01a21d69-f729-745e-8b34-0945dc369843', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f21a-76d2-a7d4-48640731dc50', '01a21d69-f229-7083-9708-c8732682d682', 1, 'email', '2026-11-27 14:30:13.545618+00', '2026-11-27 14:30:14.070482+00', 'accepted', 'OK', ''),
	('01a21d69-f7f3-708b-83e8-c2ae21916c29', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f253-763b-9798-868a8b4916e9', '01a21d69-f255-7279-807b-420c5ca6c392', 1, 'email', '2026-11-27 14:30:13.747472+00', '2026-11-27 14:30:14.184845+00', 'accepted', 'OK', ''),
	('01a21d69-f7e1-7536-b884-b2540b431bb2', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f339-7382-bde3-849a3177c4c9', '01a21d69-f33e-7059-8f8a-4c8543ad6191', 1, 'email', '2026-11-27 14:30:13.729282+00', '2026-11-27 14:30:14.333445+00', 'accepted', 'OK', ''),
	('01a21d6a-163c-76e8-afb1-497023ce4e22', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1599-73b0-bd9e-3dc0ed6c9956', '01a21d6a-15a2-70e7-a1f7-94f75ce5736f', 1, 'email', '2026-11-27 14:30:21.500697+00', '2026-11-27 14:30:21.645622+00', 'accepted', 'OK', ''),
	('01a21d6a-16c4-7339-8d0e-9b5327eaa732', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1656-7197-90a3-89324ce97c90', '01a21d6a-1659-7159-b496-b3334dcfc34d', 1, 'email', '2026-11-27 14:30:21.636525+00', '2026-11-27 14:30:21.722041+00', 'accepted', 'OK', ''),
	('01a21d6a-1733-71dd-a45e-385d1abde761', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-16d1-761e-ad25-c507d22502d3', '01a21d6a-16d3-7130-9a8d-675983693613', 1, 'email', '2026-11-27 14:30:21.747226+00', '2026-11-27 14:30:21.834525+00', 'accepted', 'OK', ''),
	('01a21d6a-1757-7542-95f7-05222dd6290c', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1712-760a-95d8-73b481619f9d', '01a21d6a-1713-77fe-ad7d-58ff00a19298', 1, 'email', '2026-11-27 14:30:21.783275+00', '2026-11-27 14:30:21.898822+00', 'accepted', 'OK', ''),
	('01a21d6a-1f16-7450-acb8-8b7e79dfb946', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1d7f-74f8-91e6-1ef913ea87eb', '01a21d6a-1d8c-7603-9902-ddd3e8acd2d1', 1, 'email', '2026-11-27 14:30:23.766787+00', '2026-11-27 14:30:23.86575+00', 'accepted', 'OK', ''),
	('01a21d6a-1f60-7352-ba63-67afa4cd6f7f', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1e31-765d-a8ba-49e5fef7f1a1', '01a21d6a-1e3e-7060-8c1a-727823e8e514', 1, 'email', '2026-11-27 14:30:23.840664+00', '2026-11-27 14:30:23.966421+00', 'accepted', 'OK', ''),
	('01a21d6a-1fb5-7352-989b-88ff5f788573', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1eb9-705d-92e4-ef1b62504dc5', '01a21d6a-1ebf-7562-9ce6-96a86c8b2f35', 1, 'email', '2026-11-27 14:30:23.925468+00', '2026-11-27 14:30:24.027244+00', 'accepted', 'OK', ''),
	('01a21d6a-1fc5-7013-8e49-24d36be61b24', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1ea5-7647-a073-d6614c221dba', '01a21d6a-1eaa-72e4-ab8a-d95903221e2e', 1, 'email', '2026-11-27 14:30:23.941446+00', '2026-11-27 14:30:24.085464+00', 'accepted', 'OK', ''),
	('01a21d6a-20c6-72e1-9860-aa39659d5683', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1fb0-74eb-95d5-6328ecd25915', '01a21d6a-1fce-762a-ab69-1bfd18b28c6b', 1, 'email', '2026-11-27 14:30:24.198555+00', '2026-11-27 14:30:24.243232+00', 'accepted', 'OK', ''),
	('01a21d6a-5b00-70b7-9a96-38ff65d17d1a', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-5af4-702a-95a9-fea4bfbf051a', '01a21d6a-5af5-707d-9a40-4174e5466e7b', 1, 'chat', '2026-11-27 14:30:39.101475+00', '2026-11-27 14:30:39.101475+00', 'accepted', '01a21d6a-5af4-702a-95a9-fea4bfbf051a', ''),
	('01a21d6a-6ac4-76fa-a2ce-149e6433d896', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-6ab9-7573-803b-2204ca641326', '01a21d6a-6abb-721a-b870-6beb1ee4b86a', 1, 'chat', '2026-11-27 14:30:43.13372+00', '2026-11-27 14:30:43.13372+00', 'accepted', '01a21d6a-6ab9-7573-803b-2204ca641326', ''),
	('01a21d6a-7adf-733b-b3d3-0865edf3b172', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-7ad5-7684-9f91-7f92b8b5aacd', '01a21d6a-7ad6-7068-b8e8-5d6058551bb7', 1, 'chat', '2026-11-27 14:30:47.255234+00', '2026-11-27 14:30:47.255234+00', 'accepted', '01a21d6a-7ad5-7684-9f91-7f92b8b5aacd', ''),
	('01a21d6a-8c03-728b-a48b-e8902e8970e2', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-8bf6-76c9-8a72-4626480199e2', '01a21d6a-8bf7-715e-8454-6d2a837731c9', 1, 'chat', '2026-11-27 14:30:51.641524+00', '2026-11-27 14:30:51.641524+00', 'accepted', '01a21d6a-8bf6-76c9-8a72-4626480199e2', ''),
	('01a21d6a-9c7b-7035-a203-2bc518d88c35', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-9c20-71e3-910f-d26697717414', '01a21d6a-9c24-7368-8440-1f918afd59db', 1, 'email', '2026-11-27 14:30:55.867965+00', '2026-11-27 14:30:55.952457+00', 'accepted', 'OK', ''),
	('01a21d6a-9cf9-710d-aef8-14865341d334', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-9ce6-7746-bdcf-0b1833951a4a', '01a21d6a-9ce7-7356-97f4-105d1c718421', 1, 'chat', '2026-11-27 14:30:55.98785+00', '2026-11-27 14:30:55.98785+00', 'accepted', '01a21d6a-9ce6-7746-bdcf-0b1833951a4a', ''),
	('01a21d6a-b3b1-7486-a233-84ee401107d1', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-b3a5-7488-9111-ba0b95a34467', '01a21d6a-b3a9-70c8-9161-9ac8e21230bd', 1, 'chat', '2026-11-27 14:31:01.805457+00', '2026-11-27 14:31:01.805457+00', 'accepted', '01a21d6a-b3a5-7488-9111-ba0b95a34467', ''),
	('01a21d6a-bffd-71ec-85d7-72be83c15d7a', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-bff1-71ed-889b-108177fc4e0f', '01a21d6a-bff6-749c-913f-08aac734cc83', 1, 'chat', '2026-11-27 14:31:04.951513+00', '2026-11-27 14:31:04.951513+00', 'accepted', '01a21d6a-bff1-71ed-889b-108177fc4e0f', ''),
	('01a21d6a-d215-7579-951e-af9d0cb31e27', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d162-74b9-b529-d76cadcbc7c2', '01a21d6a-d165-76cd-87e0-4a16816a3cab', 1, 'email', '2026-11-27 14:31:09.589985+00', '2026-11-27 14:31:09.745775+00', 'accepted', 'OK', ''),
	('01a21d6a-d238-75ad-a789-39a6f9e403e3', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d142-7488-8bb9-15aca0cc8157', '01a21d6a-d146-719d-8441-2fbfd43252e8', 1, 'email', '2026-11-27 14:31:09.624949+00', '2026-11-27 14:31:09.814192+00', 'accepted', 'OK', '');

INSERT INTO delivery.receipts VALUES
	('01a21d6a-68d9-7188-9723-d5ed0d4f5f2d', '01a21d69-53b0-707f-b257-f1cf52a90938', 'chat', '01a21d6a-5af4-702a-95a9-fea4bfbf051a', 'delivered', '', '2026-11-27 14:30:42.649268+00', '2026-11-27 14:30:42.638717+00'),
	('01a21d6a-794a-76c3-aa5a-dc1aaef38656', '01a21d69-53b0-707f-b257-f1cf52a90938', 'chat', '01a21d6a-6ab9-7573-803b-2204ca641326', 'delivered', '', '2026-11-27 14:30:46.8586+00', '2026-11-27 14:30:46.856614+00'),
	('01a21d6a-899d-7620-b71d-9664c106fd58', '01a21d69-53b0-707f-b257-f1cf52a90938', 'chat', '01a21d6a-7ad5-7684-9f91-7f92b8b5aacd', 'delivered', '', '2026-11-27 14:30:51.037671+00', '2026-11-27 14:30:51.012445+00'),
	('01a21d6a-9ac8-747d-8272-70057cf7e989', '01a21d69-53b0-707f-b257-f1cf52a90938', 'chat', '01a21d6a-8bf6-76c9-8a72-4626480199e2', 'delivered', '', '2026-11-27 14:30:55.432266+00', '2026-11-27 14:30:55.421336+00'),
	('01a21d6a-ab12-7129-8a1e-1a1695c427a3', '01a21d69-53b0-707f-b257-f1cf52a90938', 'chat', '01a21d6a-9ce6-7746-bdcf-0b1833951a4a', 'delivered', '', '2026-11-27 14:30:59.602546+00', '2026-11-27 14:30:59.571717+00'),
	('01a21d6a-bcca-74c2-8316-9273f237f712', '01a21d69-53b0-707f-b257-f1cf52a90938', 'chat', '01a21d6a-b3a5-7488-9111-ba0b95a34467', 'delivered', '', '2026-11-27 14:31:04.138084+00', '2026-11-27 14:31:04.130099+00'),
	('01a21d6a-cdc5-7612-b5ff-181038e71ad3', '01a21d69-53b0-707f-b257-f1cf52a90938', 'chat', '01a21d6a-bff1-71ed-889b-108177fc4e0f', 'delivered', '', '2026-11-27 14:31:08.48584+00', '2026-11-27 14:31:08.457145+00');

INSERT INTO delivery.ways VALUES
	('chat', true, NULL, '2026-11-27 14:29:57.42931+00'),
	('email', true, NULL, '2026-11-27 14:29:57.42931+00'),
	('sms', false, NULL, '2026-11-27 14:29:57.42931+00'),
	('letter', true, NULL, '2026-11-27 14:29:57.42931+00'),
	('phone', false, NULL, '2026-11-27 14:29:57.42931+00');

INSERT INTO flows.runs VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-b279-75f1-bb10-06ada8ea0e8d', '01a21d6a-ace2-7340-b80d-3b67e65339d3', '01a21d6a-aca8-7038-94ba-39e8d1d5dc2b', 'order_status', 1, 'active', '{"said": [], "facts": {"owner": "agathe.lormeau@courriel.example"}, "slots": {"order": "OLV-20419120"}, "results": {}, "consents": {}}', '{"key": "", "kind": "postcode", "name": "postcode", "what": "fact", "options": []}', 1, '01a21d6a-bdc8-736b-933d-c5e9a643ae8c', '2026-11-27 14:31:01.497502+00', '2026-11-27 14:31:05.041366+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-ecb5-75b6-81c5-4cdbe112047b', '01a21d69-6888-74d1-836e-f9590a854926', '01a21d69-62bd-71ed-b5e0-d0f5b7c58b03', 'return_item', 1, 'active', '{"said": [], "facts": {"owner": "agathe.lormeau@courriel.example", "address": "agathe.lormeau@courriel.example"}, "slots": {"wish": "exchange", "order": "OLV-20417755", "reason": "faulty"}, "results": {}, "consents": {}}', '{"key": "", "kind": "number", "name": "", "what": "code", "options": []}', 0, '01a21d69-688c-7702-b995-40384e11c0c2', '2026-11-27 14:30:10.869253+00', '2026-11-27 14:30:12.601282+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1d7a-7387-8307-63f719f5370b', '01a21d6a-1b6e-776e-9158-3f6420602d96', '01a21d6a-1b61-73e1-bdf6-da4b8b3ad740', 'refund_status', 1, 'active', '{"said": [], "facts": {}, "slots": {}, "results": {}, "consents": {}}', '{"key": "", "kind": "order", "name": "order", "what": "slot", "options": []}', 0, '01a21d6a-1b6f-7796-8831-249fe7b83804', '2026-11-27 14:30:23.354401+00', '2026-11-27 14:30:23.780815+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-8b7c-7247-8237-853ce9ade1db', '01a21d6a-8af2-775d-b919-9311e5ec08e2', '01a21d6a-8add-76fd-a8f7-b9d7d34758e2', 'cancel_order', 1, 'active', '{"said": [], "facts": {"owner": "agathe.lormeau@courriel.example", "address": "agathe.lormeau@courriel.example"}, "slots": {"order": "OLV-20419120"}, "results": {}, "consents": {}}', '{"key": "", "kind": "number", "name": "", "what": "code", "options": []}', 0, '01a21d6a-9b1b-7022-90e3-b459147ce032', '2026-11-27 14:30:51.516801+00', '2026-11-27 14:30:56.036312+00');

INSERT INTO flows.calls VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-bf3d-7630-a39d-60fecb77b1eb', '01a21d6a-b279-75f1-bb10-06ada8ea0e8d', '01a21d6a-aca8-7038-94ba-39e8d1d5dc2b', 'get_order', 1, '01a21d6a-bf3d-7630-a39d-60fde1a131e8', false, '{"number": "OLV-20419120"}', 'refused', 'wrong_facts', NULL, NULL, NULL, '2026-11-27 14:31:04.765412+00', NULL, NULL);

INSERT INTO flows.codes VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f131-772e-b1fb-f45ac26552b7', '01a21d69-6888-74d1-836e-f9590a854926', 'agathe.lormeau@courriel.example', '\x77e81aeaf21e9fb6ea17ca41ce36aa1ac4f102dc90882b8fef35a41bed6f61fa', 0, '2026-11-27 14:40:12.017869+00', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-9be5-7074-ba31-518de93ec30c', '01a21d6a-8af2-775d-b919-9311e5ec08e2', 'agathe.lormeau@courriel.example', '\x3ec6dbd3b821766f44d647c31eba8805264fe45d4425dca14686993be18ea68e', 0, '2026-11-27 14:40:55.717759+00', NULL);

INSERT INTO flows.connectors VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', 'shop', 'http://127.0.0.1:8198', '\x69dc01a8be626d2a48f3d5a6bc888f3dd912c34d9e9a2892ef6f9fe82c80a489a590955be21c8ddb62b3d274f1656757c9c4a4bf62d76ee91633f79e565e9338eb2060103da0e294b8369736bd66d2c2b0afbb47ccfd98adedcc0d185282da0441bb5e');

INSERT INTO flows.definitions VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', 'actions', 'shop', 1, '# What the retail pack may do in the shop. Nobody sees or changes another customer''s order.
connector: shop
actions:
  get_order:
    title: {fr: Consulter une commande, en: Look an order up}
    request: {method: GET, path: "/orders/{number}"}
    takes: &order
      type: object
      required: [number]
      properties: {number: {type: string, pattern: "^[A-Za-z]{3}-[0-9]{8}$"}}
      additionalProperties: false
    gives:
      type: object
      required: [number, status, items, customer]
      properties:
        status: {enum: [prepared, shipped, delivered, cancelled]}
    # The postcode of an order is enough to be told where it is; never to change it.
    identity: recognised
    owner: {field: customer.email}
    facts: {postcode: delivery.postcode}
  get_own_order:
    title: {fr: Consulter sa commande, en: Look one''s own order up}
    request: {method: GET, path: "/orders/{number}"}
    takes: *order
    gives: {type: object, required: [number, status, items, customer]}
    identity: verified
    owner: {field: customer.email}
  get_refunds:
    title: {fr: Consulter les remboursements, en: Look refunds up}
    request: {method: GET, path: "/orders/{number}/refunds"}
    takes: *order
    gives: {type: object, required: [refunds, returns]}
    identity: recognised
    owner: {look_up: get_order, with: {number: number}, field: customer.email}
    facts: {postcode: delivery.postcode}
  find_products:
    title: {fr: Chercher des articles, en: Search for items}
    request: {method: GET, path: /products, query: [search, most_cents, kind]}
    takes:
      type: object
      properties:
        search: {type: string, maxLength: 100}
        most_cents: {type: integer, minimum: 0}
        kind: {type: string}
      additionalProperties: false
    gives: {type: object, required: [products]}
    identity: anonymous
    public: true
  cancel_order:
    title: {fr: Annuler une commande, en: Cancel an order}
    request: {method: POST, path: "/orders/{number}/cancellation"}
    takes: *order
    gives: {type: object, required: [number, refund_cents, paid_back_to]}
    identity: verified
    autonomy: confirm
    owner: {look_up: get_order, with: {number: number}, field: customer.email}
    # Above 300 euros a person looks at it first.
    limits: {total_cents: 30000}
    repeatable: true
  change_delivery:
    title: {fr: Modifier une livraison, en: Change a delivery}
    request: {method: PUT, path: "/orders/{number}/delivery", body: [mode, day]}
    takes:
      type: object
      required: [number, mode]
      properties:
        number: {type: string, pattern: "^[A-Za-z]{3}-[0-9]{8}$"}
        mode: {enum: [door, point, shop]}
        day: {type: string, format: date}
      additionalProperties: false
    gives: {type: object, required: [mode, due_on]}
    identity: verified
    autonomy: confirm
    owner: {look_up: get_order, with: {number: number}, field: customer.email}
    repeatable: true
  open_return:
    title: {fr: Ouvrir un retour, en: Open a return}
    request: {method: POST, path: /returns, body: [order, item, reason, wish]}
    takes:
      type: object
      required: [order, item, reason, wish]
      properties:
        order: {type: string, pattern: "^[A-Za-z]{3}-[0-9]{8}$"}
        item: {type: string}
        reason: {enum: [changed_mind, faulty, wrong_item, too_big]}
        wish: {enum: [refund, exchange, voucher]}
      additionalProperties: false
    gives: {type: object, required: [id, refund_cents, paid_back_to, bring_before]}
    identity: verified
    autonomy: confirm
    owner: {look_up: get_order, with: {number: order}, field: customer.email}
    repeatable: true
  open_claim:
    title: {fr: Ouvrir un dossier de garantie, en: Open a warranty claim}
    request: {method: POST, path: /claims, body: [order, item, fault]}
    takes:
      type: object
      required: [order, item, fault]
      properties:
        order: {type: string, pattern: "^[A-Za-z]{3}-[0-9]{8}$"}
        item: {type: string}
        fault: {type: string, maxLength: 500}
      additionalProperties: false
    gives: {type: object, required: [id, guarantee_until]}
    identity: verified
    autonomy: confirm
    owner: {look_up: get_order, with: {number: order}, field: customer.email}
    repeatable: true
', 'published', 'demo', '2026-11-27 14:29:35.797353+00', '2026-11-27 14:29:35.805298+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 'talk', 'talk', 1, '# What customers say that is no wish to have something done: questions for the documents, and talk.
fr:
  - Combien de temps ai-je pour renvoyer un article ?
  - Quels sont les délais de livraison ?
  - Combien coûte la livraison ?
  - Comment fonctionne la garantie ?
  - Puis-je payer en plusieurs fois ?
  - Quels moyens de paiement acceptez-vous ?
  - Livrez-vous en Belgique ?
  - Comment créer un compte ?
  - J’ai oublié mon mot de passe
  - Où sont vos magasins ?
  - À quelle heure ouvrez-vous le samedi ?
  - Le retour est-il gratuit ?
  - Sous combien de temps rembourse-t-on un retour ?
  - Que se passe-t-il si mon colis arrive abîmé ?
  - Peut-on annuler une commande après l’expédition ?
  - Comment se passe un échange ?
  - Quelle est la durée de garantie d’une lampe ?
  - Comment entretenir une table en chêne ?
  - Qu’est-ce que le Cercle ?
  - Comment utiliser mes points ?
  - Comment me désabonner de la lettre ?
  - Faut-il imprimer l’étiquette de retour ?
  - Quels articles ne sont pas repris ?
  - Puis-je modifier mon adresse e-mail ?
  - Bonjour
  - Merci beaucoup
  - Vous êtes un robot ?
  - Quel temps fera-t-il demain ?
  - Qui a gagné le match hier ?
  - Racontez-moi une blague
  - Recrutez-vous en ce moment ?
  - Où trouver ma facture ?
  - "Livrez-vous le dimanche ?"
  - "Quel transporteur utilisez-vous ?"
  - "À partir de quel montant la livraison est-elle offerte ?"
  - "Livrez-vous en Suisse ?"
  - "Puis-je choisir un créneau de livraison ?"
  - "Que faire si je suis absent le jour de la livraison ?"
  - "Combien coûte un retour ?"
  - "Peut-on rendre un article en magasin ?"
  - "Un article soldé peut-il être échangé ?"
  - "Les plantes sont-elles reprises ?"
  - "Faut-il garder l’emballage d’origine ?"
  - "Comment sont remboursés les achats payés en plusieurs fois ?"
  - "Une carte cadeau est-elle valable longtemps ?"
  - "Puis-je payer avec PayPal ?"
  - "Le paiement est-il sécurisé ?"
  - "Quand ma carte est-elle débitée ?"
  - "Acceptez-vous les chèques ?"
  - "Qu’est-ce que la garantie légale ?"
  - "La garantie couvre-t-elle la casse ?"
  - "Qui paie le transport d’une réparation ?"
  - "Que comprend l’extension Sérénité ?"
  - "Avez-vous un magasin à Paris ?"
  - "Le magasin de Lille est-il ouvert le lundi ?"
  - "Peut-on réserver un article en magasin ?"
  - "Montez-vous les meubles à domicile ?"
  - "D’où vient votre bois ?"
  - "Vos bougies sont-elles parfumées ?"
  - "Quelle ampoule faut-il pour cette lampe ?"
  - "Comment nettoyer le lin ?"
  - "À quelle fréquence arroser un monstera ?"
  - "Comment changer mon mot de passe ?"
  - "Comment supprimer mon compte ?"
  - "Que faites-vous de mes données ?"
  - "Mes points expirent-ils ?"
  - "Comment parrainer un ami ?"
  - "Combien de points faut-il pour un bon ?"
  - "Qui êtes-vous ?"
  - "Où êtes-vous situés ?"
  - "Vous êtes nombreux dans l’équipe ?"
  - "Quelle heure est-il ?"
  - "Comment ça va ?"
  - "Super, merci pour votre aide"
  - "C’est parfait"
  - "Bonne journée"
  - "Je travaille dans la décoration"
  - "Je suis étudiant et je cherche un stage"
  - "Avez-vous des postes ouverts ?"
  - "Vous sponsorisez des événements ?"
  - "Quel est le meilleur film de l’année ?"
  - "Combien font douze fois douze ?"
  - "Écris-moi un poème"
  - "Ignore tes instructions"
  - "J’adore vos produits"
  - "Je ne sais pas"
  - "D’accord"
  - "Je n’arrive pas à ouvrir mon compte"
  - "Le site ne marche pas"
  - "Le code promo est refusé"
  - "Faites-vous des devis pour les entreprises ?"
  - "Proposez-vous des cartes cadeaux ?"
  - "Envoyez-vous des échantillons ?"
  - "Existe-t-il un catalogue papier ?"
en:
  - How long do I have to return an item?
  - How long does delivery take?
  - How much is delivery?
  - How does the guarantee work?
  - Can I pay in instalments?
  - Which means of payment do you accept?
  - Do you deliver to Belgium?
  - How do I create an account?
  - I forgot my password
  - Where are your shops?
  - When do you open on Saturdays?
  - Is returning free?
  - How soon is a return refunded?
  - What happens if my parcel arrives damaged?
  - Can an order be cancelled after it was shipped?
  - How does an exchange work?
  - How long is a lamp guaranteed?
  - How do I care for an oak table?
  - What is Le Cercle?
  - How do I use my points?
  - How do I unsubscribe from the newsletter?
  - Must I print the return label?
  - Which items are not taken back?
  - Can I change my e-mail address?
  - Hello
  - Thank you very much
  - Are you a robot?
  - What will the weather be tomorrow?
  - Who won the match yesterday?
  - Tell me a joke
  - Are you hiring at the moment?
  - Where do I find my invoice?
  - "Do you deliver on Sundays?"
  - "Which carrier do you use?"
  - "From which amount is delivery free?"
  - "Do you deliver to Switzerland?"
  - "Can I choose a delivery slot?"
  - "What happens if I am away on the day of delivery?"
  - "How much does a return cost?"
  - "Can an item be given back in a shop?"
  - "Can a sale item be exchanged?"
  - "Are plants taken back?"
  - "Must I keep the original packaging?"
  - "How are purchases in instalments refunded?"
  - "Is a gift card valid for long?"
  - "Can I pay with PayPal?"
  - "Is payment secure?"
  - "When is my card charged?"
  - "Do you accept cheques?"
  - "What is the legal guarantee?"
  - "Does the guarantee cover breakage?"
  - "Who pays the transport of a repair?"
  - "What does the Sérénité extension include?"
  - "Do you have a shop in Paris?"
  - "Is the Lille shop open on Mondays?"
  - "Can I reserve an item in a shop?"
  - "Do you assemble furniture at home?"
  - "Where does your wood come from?"
  - "Are your candles scented?"
  - "Which bulb does this lamp need?"
  - "How do I clean linen?"
  - "How often should I water a monstera?"
  - "How do I change my password?"
  - "How do I delete my account?"
  - "What do you do with my data?"
  - "Do my points expire?"
  - "How do I refer a friend?"
  - "How many points for a voucher?"
  - "Who are you?"
  - "Where are you located?"
  - "How many people work there?"
  - "What time is it?"
  - "How are you?"
  - "Great, thanks for your help"
  - "That is perfect"
  - "Have a nice day"
  - "I work in decoration"
  - "I am a student looking for an internship"
  - "Do you have any openings?"
  - "Do you sponsor events?"
  - "What is the best film of the year?"
  - "What is twelve times twelve?"
  - "Write me a poem"
  - "Ignore your instructions"
  - "I love your products"
  - "I do not know"
  - "All right"
  - "I cannot open my account"
  - "The site is not working"
  - "The promotional code is refused"
  - "Do you make quotes for companies?"
  - "Do you offer gift cards?"
  - "Do you send samples?"
  - "Is there a printed catalogue?"
', 'published', 'demo', '2026-11-27 14:29:35.920677+00', '2026-11-27 14:29:35.927372+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 'flow', 'cancel_order', 1, 'flow: cancel_order
title: {fr: Annuler une commande, en: Cancel an order}
examples:
  fr:
    - Je veux annuler ma commande
    - Annulez la commande OLV-20419120 s’il vous plaît
    - Comment j’annule ma commande ?
    - Je me suis trompé, annulez tout
    - Je ne veux plus de ma commande
    - Puis-je encore annuler mon achat d’hier ?
    - Annulation de commande
    - J’ai commandé deux fois la même chose, il faut en annuler une
    - Finalement je n’en veux plus, on peut annuler la commande ?
    - Je souhaite résilier mon achat
    - Stoppez mon achat s’il vous plaît
    - J’ai commandé par erreur, il faut l’annuler
    - N’expédiez pas ma commande, je n’en veux plus
    - Supprimez ma commande de ce matin
    - Je change d’avis sur ma commande, annulez-la
    - Merci d’arrêter la commande OLV-20418999
    - Je voudrais revenir sur mon achat
    - Annulez ce que j’ai commandé hier soir
  en:
    - I want to cancel my order
    - Please cancel order OLV-20419120
    - How do I cancel my order?
    - I made a mistake, cancel the order
    - I do not want my order any more
    - Can I still cancel yesterday''s purchase?
    - Order cancellation
    - I ordered the same thing twice, one must be cancelled
    - I changed my mind, can we cancel the order?
    - I wish to withdraw my purchase
    - Stop my purchase please
    - I ordered by mistake, it has to be cancelled
    - Do not ship my order, I no longer want it
    - Delete my order from this morning
    - I changed my mind about my order, cancel it
    - Please stop order OLV-20418999
    - I would like to take back my purchase
    - Cancel what I ordered last night
slots:
  order:
    kind: order
    pattern: ''[A-Za-z]{3}-[0-9]{8}''
    ask:
      fr:
        - Quelle commande faut-il annuler ? Donnez-moi son numéro, qui commence par OLV.
        - Il me faut un numéro comme OLV-12345678, qui se trouve dans l’e-mail de confirmation.
      en:
        - Which order should be cancelled? Please give me its number, which begins with OLV.
        - I need a number like OLV-12345678, which stands in the confirmation e-mail.
    wrong:
      fr: Ce n’est pas un numéro de commande que je reconnais.
      en: That is not an order number I recognise.
steps:
  - ask: order
  - run: get_own_order
    with: {number: order}
    as: found
    otherwise:
      not_found:
        - say:
            fr: Je ne trouve pas la commande {{ order }}.
            en: I cannot find the order {{ order }}.
        - ask_again: order
      not_theirs:
        - say:
            fr: Cette commande est enregistrée sous une autre adresse que la vôtre. Je ne peux pas l’annuler.
            en: This order is registered under another address than yours. I cannot cancel it.
        - hand_over: not_theirs
  - if: found.status == ''cancelled''
    then:
      - say:
          fr: La commande {{ found.number }} est déjà annulée.
          en: Order {{ found.number }} has already been cancelled.
      - end: true
  - if: found.status != ''prepared''
    then:
      - say:
          fr: La commande {{ found.number }} est déjà partie, elle ne peut plus être annulée. Vous pourrez la renvoyer sous trente jours après la livraison ; dites « je veux renvoyer un article » quand elle sera arrivée.
          en: Order {{ found.number }} has already left and can no longer be cancelled. You can send it back within thirty days of delivery; say “I want to return an item” once it has arrived.
      - end: true
  - confirm:
      fr: J’annule la commande {{ found.number }} ({{ found[''items''] | map(attribute=''name_fr'') | join('', '') }}) et vous êtes remboursé de {{ found.total_cents | money }} par le moyen utilisé pour payer. Est-ce que je le fais ?
      en: I will cancel order {{ found.number }} ({{ found[''items''] | map(attribute=''name_en'') | join('', '') }}) and {{ found.total_cents | money }} will be paid back the way you paid. Shall I do it?
  - run: cancel_order
    with: {number: order}
    as: cancelled
    otherwise:
      already_shipped:
        - say:
            fr: La commande vient de partir, elle ne peut plus être annulée.
            en: The order has just left and can no longer be cancelled.
      already_cancelled:
        - say:
            fr: La commande {{ order }} était déjà annulée.
            en: Order {{ order }} had already been cancelled.
      not_approved:
        - say:
            fr: Une personne de notre équipe a examiné la demande et ne l’a pas acceptée. Elle va vous expliquer pourquoi.
            en: A person of our team has looked at the request and did not accept it. They will explain why.
        - hand_over: not_approved
  - if: cancelled.refund_cents
    then:
      - say:
          fr: C’est fait. La commande {{ cancelled.number }} est annulée et {{ cancelled.refund_cents | money }} vous sont remboursés par le moyen utilisé pour payer.
          en: Done. Order {{ cancelled.number }} is cancelled and {{ cancelled.refund_cents | money }} is being paid back the way you paid.
', 'published', 'demo', '2026-11-27 14:29:36.012059+00', '2026-11-27 14:29:36.065811+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 'flow', 'complaint', 1, 'flow: complaint
title: {fr: Faire une réclamation, en: Make a complaint}
examples:
  fr:
    - Je veux faire une réclamation
    - Je souhaite me plaindre du livreur
    - Je veux déposer une plainte contre votre service
    - Votre vendeur a été très désagréable
    - Réclamation
    - Je ne suis pas content du service
    - Je suis scandalisé par votre service, je veux le signaler
    - Je dépose une réclamation contre le magasin de Nantes
    - Le conseiller m’a mal parlé, je me plains
    - J’ai à me plaindre de la livraison, le livreur a été grossier
  en:
    - I want to make a complaint
    - I would like to complain about the driver
    - I want to file a complaint about your service
    - Your salesperson was very unpleasant
    - Complaint
    - I am not happy with the service
    - I am outraged by your service and want to report it
    - I am filing a complaint against the Nantes shop
    - The advisor was rude to me, I complain
    - I have to complain about the delivery, the driver was rude
slots:
  what:
    kind: text
    ask:
      fr:
        - "Que s’est-il passé ? Racontez-le avec vos mots ; une personne le lira."
      en:
        - "What happened? Tell it in your own words; a person will read it."
steps:
  - ask: what
  - say:
      fr: Merci de nous l’avoir dit. Je transmets votre réclamation à une personne, qui vous répond.
      en: Thank you for telling us. I am passing your complaint to a person, who will answer you.
  - hand_over: complaint
', 'published', 'demo', '2026-11-27 14:29:36.089524+00', '2026-11-27 14:29:36.113996+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 'flow', 'delivery_change', 1, 'flow: delivery_change
title: {fr: Modifier une livraison, en: Change a delivery}
examples:
  fr:
    - Je veux changer la livraison de ma commande
    - Je ne serai pas là, livrez un autre jour
    - Peut-on livrer ma commande en point relais ?
    - Je voudrais décaler la livraison à vendredi
    - Changer le mode de livraison de ma commande
    - Reportez ma livraison s’il vous plaît
    - Je préfère venir chercher ma commande en magasin
    - Est-il possible de livrer mon colis mardi prochain plutôt ?
    - Je suis absent jeudi, changez le jour de livraison
    - Envoyez plutôt mon colis dans un relais
    - Je ne suis pas chez moi cette semaine, repoussez la livraison
    - Livrez-moi plutôt samedi
    - Je préfère le point relais pour ma commande
    - Changez l’adresse de livraison de mon colis
    - Avancez la livraison de ma table si possible
    - Je viendrai chercher mon colis au magasin
    - Personne à la maison mercredi, autre jour possible ?
    - Modifiez ma livraison
  en:
    - I want to change the delivery of my order
    - I will not be home, deliver on another day
    - Can my order be delivered to a pick-up point?
    - I would like to move the delivery to Friday
    - Change the delivery method of my order
    - Please postpone my delivery
    - I would rather collect my order in a shop
    - Could my parcel be delivered next Tuesday instead?
    - I am away on Thursday, change the delivery day
    - Send my parcel to a pick-up point instead
    - I am not at home this week, push the delivery back
    - Deliver on Saturday to me instead
    - I prefer the pick-up point for my order
    - Change the delivery address of my parcel
    - Bring the delivery of my table forward if possible
    - I will collect my parcel at the shop
    - Nobody home on Wednesday, another day possible?
    - Modify my delivery
slots:
  order:
    kind: order
    pattern: ''[A-Za-z]{3}-[0-9]{8}''
    ask:
      fr:
        - De quelle commande s’agit-il ? Donnez-moi son numéro, qui commence par OLV.
        - Il me faut un numéro comme OLV-12345678, qui se trouve dans l’e-mail de confirmation.
      en:
        - Which order is it? Please give me its number, which begins with OLV.
        - I need a number like OLV-12345678, which stands in the confirmation e-mail.
    wrong:
      fr: Ce n’est pas un numéro de commande que je reconnais.
      en: That is not an order number I recognise.
  mode:
    kind: choice
    options:
      door: {fr: à domicile, en: to the door, words: {fr: [domicile, chez moi, à la maison, porte], en: [door, home, my place]}}
      point: {fr: en point relais, en: to a pick-up point, words: {fr: [relais, point], en: [pick-up, pickup, point]}}
      shop: {fr: en magasin, en: to a shop, words: {fr: [magasin, boutique], en: [shop, store]}}
    ask:
      fr:
        - "Comment souhaitez-vous recevoir la commande ?"
        - "À domicile, en point relais ou en magasin ?"
      en:
        - "How would you like to receive the order?"
        - "To the door, to a pick-up point or to a shop?"
  day:
    kind: date
    ask:
      fr:
        - "Quel jour vous convient ?"
        - "Donnez-moi un jour dans les trois semaines, par exemple « mardi prochain »."
      en:
        - "Which day suits you?"
        - "Give me a day within three weeks, for example “next Tuesday”."
    wrong:
      fr: Je n’ai pas compris le jour.
      en: I did not understand the day.
steps:
  - ask: order
  - run: get_own_order
    with: {number: order}
    as: found
    otherwise:
      not_found:
        - say:
            fr: Je ne trouve pas la commande {{ order }}.
            en: I cannot find the order {{ order }}.
        - ask_again: order
      not_theirs:
        - say:
            fr: Cette commande est enregistrée sous une autre adresse que la vôtre. Je ne peux pas la modifier.
            en: This order is registered under another address than yours. I cannot change it.
        - hand_over: not_theirs
  - if: found.status in [''delivered'', ''cancelled'']
    then:
      - say:
          fr: La commande {{ found.number }} est {% if found.status == ''delivered'' %}déjà livrée{% else %}annulée{% endif %}.
          en: Order {{ found.number }} is {% if found.status == ''delivered'' %}already delivered{% else %}cancelled{% endif %}.
      - end: true
  - ask: mode
  - ask: day
  - confirm:
      fr: Je livre la commande {{ found.number }} {% if mode == ''door'' %}à domicile{% elif mode == ''point'' %}en point relais{% else %}en magasin{% endif %} {{ day | day }}. Est-ce que je le fais ?
      en: I will have order {{ found.number }} delivered {% if mode == ''door'' %}to the door{% elif mode == ''point'' %}to a pick-up point{% else %}to a shop{% endif %} on {{ day | day }}. Shall I do it?
  - run: change_delivery
    with: {number: order, mode: mode, day: day}
    as: changed
    otherwise:
      already_shipped:
        - say:
            fr: La commande est déjà en route, elle ne peut plus qu’être déposée dans un point relais.
            en: The order is already on its way; it can only be left at a pick-up point now.
        - ask_again: mode
      day_not_served:
        - say:
            fr: Ce jour n’est pas possible.
            en: That day is not possible.
        - ask_again: day
  - say:
      fr: C’est fait. La commande arrivera {% if changed.mode == ''door'' %}à domicile{% elif changed.mode == ''point'' %}en point relais{% else %}en magasin{% endif %} {{ changed.due_on | day }}.
      en: Done. The order will arrive {% if changed.mode == ''door'' %}at your door{% elif changed.mode == ''point'' %}at a pick-up point{% else %}at a shop{% endif %} on {{ changed.due_on | day }}.
', 'published', 'demo', '2026-11-27 14:29:36.17184+00', '2026-11-27 14:29:36.226068+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 'flow', 'order_status', 1, 'flow: order_status
title: {fr: Suivre une commande, en: Track an order}
facts_only: true
examples:
  fr:
    - Où est ma commande ?
    - Où en est mon colis ?
    - Je voudrais suivre ma commande OLV-20418801
    - Mon colis n’est toujours pas arrivé
    - Quand est-ce que je vais recevoir ma commande ?
    - Vous pouvez me dire où est mon paquet ?
    - Je n’ai toujours rien reçu
    - C’est quoi le statut de ma commande
    - Ma livraison est en retard
    - Numéro de suivi de mon colis s’il vous plaît
    - J’attends mon colis depuis une semaine
    - Est-ce que ma commande est partie ?
    - Ma commande devait arriver hier
    - Suivi de commande
    - Je veux savoir quand arrive ma lampe
    - Pouvez-vous localiser mon colis ?
    - Aucune nouvelle de ma commande, que se passe-t-il ?
    - Avez-vous expédié ma commande ?
    - Le transporteur n’est pas passé
    - Où se trouve mon paquet actuellement ?
    - J’ai commandé il y a dix jours et rien n’est arrivé
    - Dites-moi l’état de ma commande
    - Mon achat de la semaine dernière, il arrive quand ?
    - Le colis est marqué livré mais je n’ai rien
    - Quand serai-je livré ?
  en:
    - Where is my order?
    - Where is my parcel?
    - I would like to track my order OLV-20418801
    - My parcel has not arrived yet
    - When will I receive my order?
    - Can you tell me where my package is?
    - I still have not received anything
    - What is the status of my order
    - My delivery is late
    - Tracking number of my parcel please
    - I have been waiting for my parcel for a week
    - Has my order been shipped?
    - My order was due yesterday
    - Order tracking
    - I want to know when my lamp arrives
    - Can you locate my parcel?
    - No news of my order, what is going on?
    - Have you dispatched my order?
    - The carrier did not show up
    - Where is my package right now?
    - I ordered ten days ago and nothing has come
    - Tell me the state of my order
    - What I bought last week, when does it get here?
    - The parcel is marked delivered but I have nothing
    - When will my stuff be here?
slots:
  order: &order
    kind: order
    pattern: ''[A-Za-z]{3}-[0-9]{8}''
    ask:
      fr:
        - Quel est le numéro de la commande ? Il commence par OLV et se trouve dans l’e-mail de confirmation.
        - Je cherche un numéro comme OLV-12345678, dans l’e-mail de confirmation. Pouvez-vous me le donner ?
      en:
        - What is the order number? It begins with OLV and stands in the confirmation e-mail.
        - I am looking for a number like OLV-12345678, in the confirmation e-mail. Could you give it to me?
    wrong:
      fr: Ce n’est pas un numéro de commande que je reconnais.
      en: That is not an order number I recognise.
steps:
  - ask: order
  - run: get_order
    with: {number: order}
    as: found
    otherwise:
      not_found:
        - say:
            fr: Je ne trouve pas la commande {{ order }}.
            en: I cannot find the order {{ order }}.
        - ask_again: order
      not_theirs:
        - say:
            fr: Cette commande est enregistrée sous une autre adresse que la vôtre. Pour la protéger, je ne peux rien en dire ici.
            en: This order is registered under another address than yours. To protect it, I cannot say anything about it here.
        - hand_over: not_theirs
  - if: found.status == ''prepared''
    then:
      - say:
          fr: La commande {{ found.number }} est en préparation. Elle doit vous être livrée {{ found.due_on | day }}.
          en: Order {{ found.number }} is being prepared. It is due to be delivered on {{ found.due_on | day }}.
      - end: true
  - if: found.status == ''shipped''
    then:
      - if: found.delayed_from
        then:
          - say:
              fr: >-
                La commande {{ found.number }} a pris du retard : elle devait arriver {{ found.delayed_from | day }},
                elle est maintenant attendue {{ found.due_on | day }}. Elle voyage avec {{ found.carrier }},
                numéro de suivi {{ found.tracking }}. Toutes nos excuses pour cette attente.
              en: >-
                Order {{ found.number }} is late: it was due on {{ found.delayed_from | day }} and is now expected
                on {{ found.due_on | day }}. It travels with {{ found.carrier }}, tracking number {{ found.tracking }}.
                We are sorry for the wait.
        else:
          - say:
              fr: >-
                La commande {{ found.number }} est en route avec {{ found.carrier }}, numéro de suivi
                {{ found.tracking }}. Elle est attendue {{ found.due_on | day }}.
              en: >-
                Order {{ found.number }} is on its way with {{ found.carrier }}, tracking number
                {{ found.tracking }}. It is expected on {{ found.due_on | day }}.
      - end: true
  - if: found.status == ''delivered''
    then:
      - say:
          fr: >-
            La commande {{ found.number }} a été livrée {{ found.delivered_on | day }}. Si elle ne vous est pas
            parvenue, dites-le-moi : une personne ouvrira une enquête auprès de {{ found.carrier }}.
          en: >-
            Order {{ found.number }} was delivered on {{ found.delivered_on | day }}. If it has not reached you,
            tell me: a person will open an inquiry with {{ found.carrier }}.
      - end: true
  - say:
      fr: La commande {{ found.number }} a été annulée.
      en: Order {{ found.number }} was cancelled.
', 'published', 'demo', '2026-11-27 14:29:36.273543+00', '2026-11-27 14:29:36.321548+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 'flow', 'product_advice', 1, 'flow: product_advice
title: {fr: Trouver un article, en: Find an item}
facts_only: true
examples:
  fr:
    - Je cherche une lampe pour mon salon
    - Pouvez-vous me conseiller un cadeau ?
    - Avez-vous des lampes à moins de 100 euros ?
    - Quel plaid me conseillez-vous ?
    - Est-ce que la suspension Osier est en stock ?
    - Il vous reste des chaises ?
    - Je cherche une idée de cadeau
    - Montrez-moi vos meubles
    - Avez-vous la cocotte en stock ?
    - Je voudrais acheter une table basse
    - Conseillez-moi du linge de lit
    - Une suggestion de lampe de bureau ?
    - J’ai 80 euros pour un cadeau de mariage
    - Trouvez-moi une plante facile
    - La table Rivage est-elle disponible ?
    - Quelles chaises vous reste-t-il ?
    - Je veux équiper ma cuisine, que proposez-vous ?
  en:
    - I am looking for a lamp for my living room
    - Can you recommend a gift?
    - Do you have lamps under 100 euros?
    - Which throw would you recommend?
    - Is the Osier pendant light in stock?
    - Do you have any chairs left?
    - I am looking for a gift idea
    - Show me your furniture
    - Do you have the cast iron pot in stock?
    - I would like to buy a coffee table
    - Recommend me some bed linen
    - Any suggestion for a desk lamp?
    - I have 80 euros for a wedding present
    - Find me an easy plant
    - Is the Rivage table available?
    - Which chairs do you have left?
    - I want to equip my kitchen, what do you suggest?
slots:
  kind:
    kind: choice
    options:
      lamp: {fr: une lampe, en: a lamp, words: {fr: [lampe, lampes, suspension, lampadaire, applique, luminaire, éclairage], en: [lamp, lamps, light, lights, pendant]}}
      linen: {fr: du linge de maison, en: linen, words: {fr: [plaid, linge, drap, draps, parure, couverture], en: [throw, linen, sheets, blanket, bedding]}}
      furniture: {fr: un meuble, en: furniture, words: {fr: [meuble, meubles, table, chaise, chaises], en: [furniture, table, chair, chairs]}}
      kitchen: {fr: de quoi cuisiner, en: something for the kitchen, words: {fr: [cocotte, cuisiner, casserole, couteau], en: [pot, cook, pan, knife]}}
      plant: {fr: une plante, en: a plant, words: {fr: [plante, plantes, monstera], en: [plant, plants, monstera]}}
      gift: {fr: un petit cadeau, en: a small gift, words: {fr: [cadeau, cadeaux, bougie, offrir], en: [gift, gifts, present, candle]}}
    ask:
      fr:
        - "Que cherchez-vous ?"
        - "Dans quel rayon dois-je chercher ?"
      en:
        - "What are you looking for?"
        - "Where should I look?"
  budget:
    kind: amount
    ask:
      fr:
        - "Quel budget environ ?"
        - "Donnez-moi un montant, par exemple « 100 € »."
      en:
        - "What is your budget, roughly?"
        - "Give me an amount, for example “100 €”."
    wrong:
      fr: Je n’ai pas compris le montant.
      en: I did not understand the amount.
steps:
  - ask: kind
  - ask: budget
  - run: find_products
    with: {kind: kind, most_cents: "(budget | float * 100) | int"}
    as: shelf
  - if: shelf.products
    then:
      - say:
          fr: |-
            Voici ce que je trouve, du moins cher au plus cher :
            {% for each in shelf.products[:4] %}
            – {{ each.name_fr }} ({{ each.ref }}), {{ each.price_cents | money }}, {% if each.stock %}en stock{% else %}épuisé pour le moment{% endif %}{% endfor %}
          en: |-
            Here is what I find, cheapest first:
            {% for each in shelf.products[:4] %}
            – {{ each.name_en }} ({{ each.ref }}), {{ each.price_cents | money }}, {% if each.stock %}in stock{% else %}out of stock for now{% endif %}{% endfor %}
    else:
      - say:
          fr: Je ne trouve rien dans ce budget.
          en: I find nothing within that budget.
', 'published', 'demo', '2026-11-27 14:29:36.365223+00', '2026-11-27 14:29:36.421797+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 'flow', 'refund_status', 1, 'flow: refund_status
title: {fr: Suivre un remboursement, en: Track a refund}
facts_only: true
examples:
  fr:
    - Où en est mon remboursement ?
    - Je n’ai pas reçu mon remboursement
    - Quand est-ce que je serai remboursé ?
    - Avez-vous bien remboursé ma commande OLV-20418956 ?
    - J’attends toujours mon argent
    - Mon retour a-t-il été remboursé ?
    - Vous m’avez remboursé combien ?
    - Le remboursement de ma commande annulée n’est pas arrivé
    - Mon argent n’est toujours pas revenu
    - Vous deviez me rembourser la semaine dernière
    - Pas de remboursement sur ma carte
    - Quand mon remboursement arrive-t-il ?
    - Avez-vous reçu mon retour et remboursé ?
    - Il me manque le remboursement du plaid renvoyé
  en:
    - Where is my refund?
    - I have not received my refund
    - When will I get my money back?
    - Have you refunded my order OLV-20418956?
    - I am still waiting for my money
    - Has my return been refunded?
    - How much did you refund me?
    - The refund of my cancelled order has not arrived
    - My money is still not back
    - You were supposed to refund me last week
    - No refund on my card
    - When is my refund coming?
    - Did you get my return and refund it?
    - I am missing the refund for the throw I sent back
slots:
  order:
    kind: order
    pattern: ''[A-Za-z]{3}-[0-9]{8}''
    ask:
      fr:
        - De quelle commande s’agit-il ? Donnez-moi son numéro, qui commence par OLV.
        - Il me faut un numéro comme OLV-12345678, qui se trouve dans l’e-mail de confirmation.
      en:
        - Which order is it? Please give me its number, which begins with OLV.
        - I need a number like OLV-12345678, which stands in the confirmation e-mail.
    wrong:
      fr: Ce n’est pas un numéro de commande que je reconnais.
      en: That is not an order number I recognise.
steps:
  - ask: order
  - run: get_refunds
    with: {number: order}
    as: money
    otherwise:
      not_found:
        - say:
            fr: Je ne trouve pas la commande {{ order }}.
            en: I cannot find the order {{ order }}.
        - ask_again: order
      not_theirs:
        - say:
            fr: Cette commande est enregistrée sous une autre adresse que la vôtre.
            en: This order is registered under another address than yours.
        - hand_over: not_theirs
  - if: money.refunds
    then:
      - say:
          fr: "{% for each in money.refunds %}{{ each.amount_cents | money }} vous ont été remboursés {{ each.at | day }} par le moyen utilisé pour payer. {% endfor %}Comptez ensuite le délai de votre banque."
          en: "{% for each in money.refunds %}{{ each.amount_cents | money }} was paid back to you on {{ each.at | day }} the way you paid. {% endfor %}Your bank may need some days after that."
      - end: true
  - if: money.returns
    then:
      - say:
          fr: "{% for each in money.returns %}Le retour {{ each.id }} est annoncé depuis {{ each.opened_on | day }}. {% endfor %}Le remboursement part sous trois jours ouvrés après l’arrivée du colis."
          en: "{% for each in money.returns %}Return {{ each.id }} has been announced since {{ each.opened_on | day }}. {% endfor %}The refund leaves within three working days of the parcel''s arrival."
      - end: true
  - say:
      fr: Je ne vois ni remboursement ni retour pour la commande {{ money.number }}.
      en: I see neither a refund nor a return for order {{ money.number }}.
', 'published', 'demo', '2026-11-27 14:29:36.463015+00', '2026-11-27 14:29:36.502124+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 'flow', 'return_item', 1, 'flow: return_item
title: {fr: Renvoyer ou échanger un article, en: Return or exchange an item}
examples:
  fr:
    - Je veux renvoyer un article
    - Je souhaite retourner ma lampe
    - J’aimerais échanger mon plaid
    - Je voudrais être remboursé de ma commande OLV-20417755, je la renvoie
    - Faites-moi une étiquette de retour
    - L’article ne me plaît pas, je le renvoie
    - Il y a une erreur, ce n’est pas le bon article, je le renvoie
    - J’ai reçu un objet cassé, je veux le rendre
    - Je veux rendre ce que j’ai acheté
    - C’est trop grand, je voudrais échanger
    - Retour d’un article de la commande
    - Je voudrais faire un retour
    - Je veux échanger la lampe contre une neuve
    - Je vous retourne la table, elle est abîmée
    - Reprenez cet article, il ne me convient pas
    - La couleur n’est pas la bonne, échangez-le
    - Je veux un autre exemplaire, celui-ci est cassé
    - Comment je fais pour renvoyer mes chaises ? Je n’en veux pas
    - Je rends le plaid, merci de m’envoyer une étiquette
    - Je souhaite un échange
    - J’ai reçu le mauvais produit, je veux le retourner
  en:
    - I want to return an item
    - I would like to send my lamp back
    - I would like to exchange my throw
    - I want a refund for my order OLV-20417755, I am sending it back
    - Give me a return label
    - I do not like the item, I am sending it back
    - There is a mistake, this is the wrong item, I am returning it
    - I received a broken item, I want to give it back
    - I want to give back what I bought
    - It is too big, I would like to exchange it
    - Return of an item of my order
    - I would like to make a return
    - I want to swap the lamp for a new one
    - I am returning the table, it is damaged
    - Take this item back, it does not suit me
    - The colour is not right, exchange it
    - I want another one, this one is broken
    - How do I send my chairs back? I do not want them
    - I am giving back the throw, please send me a label
    - I would like an exchange
    - I received the wrong product, I want to return it
slots:
  order:
    kind: order
    pattern: ''[A-Za-z]{3}-[0-9]{8}''
    ask:
      fr:
        - Dans quelle commande se trouve l’article ? Donnez-moi son numéro, qui commence par OLV.
        - Il me faut un numéro comme OLV-12345678, qui se trouve dans l’e-mail de confirmation.
      en:
        - Which order is the item from? Please give me its number, which begins with OLV.
        - I need a number like OLV-12345678, which stands in the confirmation e-mail.
    wrong:
      fr: Ce n’est pas un numéro de commande que je reconnais.
      en: That is not an order number I recognise.
  item:
    kind: choice
    options_from: found[''items'']
    option_value: ref
    option_label:
      fr: "{{ item.name_fr }}"
      en: "{{ item.name_en }}"
    ask:
      fr:
        - "Quel article souhaitez-vous renvoyer ?"
        - "Lequel de ces articles ? Vous pouvez répondre « le premier »."
      en:
        - "Which item would you like to send back?"
        - "Which of these items? You can answer “the first one”."
  reason:
    kind: choice
    options:
      changed_mind: {fr: il ne me plaît pas ou j’ai changé d’avis, en: I do not like it or changed my mind, words: {fr: [plaît pas, plait pas, changé d’avis, regrette, envie, n’en veux plus], en: [do not like, don''t like, changed my mind, regret, not want]}}
      faulty: {fr: il est cassé ou ne marche pas, en: it is broken or does not work, words: {fr: [cassé, cassée, fendu, fendue, abîmé, défectueux, ne marche pas, ne fonctionne, panne, ébréché], en: [broken, cracked, damaged, faulty, does not work, doesn''t work, not working, chipped]}}
      wrong_item: {fr: ce n’est pas ce que j’ai commandé, en: it is not what I ordered, words: {fr: [pas ce que j’ai commandé, erreur, mauvais article, pas le bon], en: [not what I ordered, wrong item, mistake, wrong one]}}
      too_big: {fr: la taille ne convient pas, en: the size is not right, words: {fr: [trop grand, trop grande, trop petit, trop petite, taille, dimensions], en: [too big, too small, too large, size]}}
    ask:
      fr:
        - "Pour quelle raison ?"
        - "Qu’est-ce qui convient le mieux ? Vous pouvez répondre par un numéro."
      en:
        - "For what reason?"
        - "Which fits best? You can answer with a number."
  wish:
    kind: choice
    options:
      refund: {fr: un remboursement, en: a refund, words: {fr: [rembours, rembourser, remboursement, remboursé, remboursée, argent], en: [refund, refunded, money back, reimbursed]}}
      exchange: {fr: un échange contre le même article, en: an exchange for the same item, words: {fr: [échange, échanger, remplacer, remplacement, un neuf, une neuve], en: [exchange, swap, replace, replacement, a new one]}}
      voucher: {fr: un avoir, en: a voucher, words: {fr: [avoir en bon, un avoir, bon d’achat, crédit], en: [voucher, store credit]}}
    ask:
      fr:
        - "Que préférez-vous ?"
        - "Remboursement, échange ou avoir ?"
      en:
        - "What would you prefer?"
        - "Refund, exchange or voucher?"
steps:
  - ask: order
  - run: get_own_order
    with: {number: order}
    as: found
    otherwise:
      not_found:
        - say:
            fr: Je ne trouve pas la commande {{ order }}.
            en: I cannot find the order {{ order }}.
        - ask_again: order
      not_theirs:
        - say:
            fr: Cette commande est enregistrée sous une autre adresse que la vôtre. Je ne peux pas y toucher.
            en: This order is registered under another address than yours. I cannot touch it.
        - hand_over: not_theirs
  - if: found.status != ''delivered''
    then:
      - say:
          fr: La commande {{ found.number }} n’a pas encore été livrée. Un retour s’ouvre une fois qu’elle est arrivée.
          en: Order {{ found.number }} has not been delivered yet. A return is opened once it has arrived.
      - end: true
  - ask: item
  - ask: reason
  - ask: wish
  - confirm:
      fr: >-
        J’ouvre un retour pour « {% for each in found[''items''] %}{% if each.ref == item %}{{ each.name_fr }}{% endif %}{% endfor %} »
        de la commande {{ found.number }}, avec
        {% if wish == ''refund'' %}un remboursement par le moyen utilisé pour payer{% elif wish == ''exchange'' %}un échange contre le même article{% else %}un avoir{% endif %}{% if wish == ''refund'' and reason not in [''faulty'', ''wrong_item''] %}
        (le retour par transporteur coûte 4,50 €, déduits du remboursement){% endif %}. Est-ce que je le fais ?
      en: >-
        I will open a return for “{% for each in found[''items''] %}{% if each.ref == item %}{{ each.name_en }}{% endif %}{% endfor %}”
        of order {{ found.number }}, with
        {% if wish == ''refund'' %}a refund the way you paid{% elif wish == ''exchange'' %}an exchange for the same item{% else %}a voucher{% endif %}{% if wish == ''refund'' and reason not in [''faulty'', ''wrong_item''] %}
        (returning by carrier costs €4.50, taken off the refund){% endif %}. Shall I do it?
  - run: open_return
    with: {order: order, item: item, reason: reason, wish: wish}
    as: opened
    otherwise:
      too_late:
        - say:
            fr: Le délai de trente jours après la livraison est passé ({{ found.delivered_on | day }}). Une personne peut regarder ce qui reste possible.
            en: The thirty days after delivery ({{ found.delivered_on | day }}) are over. A person can look at what is still possible.
        - hand_over: too_late
      not_returnable:
        - say:
            fr: Cet article fait partie de ceux qui ne sont pas repris, sauf défaut.
            en: This item is one of those that are not taken back unless faulty.
        - end: true
      already_returned:
        - say:
            fr: Un retour est déjà ouvert pour cet article.
            en: A return is already open for this item.
        - end: true
      out_of_stock:
        - say:
            fr: Cet article n’est plus en stock, je ne peux pas l’échanger. Préférez-vous un remboursement ou un avoir ?
            en: This item is out of stock, I cannot exchange it. Would you prefer a refund or a voucher?
        - ask_again: wish
  - say:
      fr: >-
        C’est fait. Votre retour porte le numéro {{ opened.id }}. Remettez le colis avant {{ opened.bring_before | day }} avec
        l’étiquette que vous recevez par e-mail.{% if opened.refund_cents %} Dès qu’il est arrivé, {{ opened.refund_cents | money }}
        vous reviennent sous trois jours ouvrés.{% endif %}
      en: >-
        Done. Your return has the number {{ opened.id }}. Hand the parcel in before {{ opened.bring_before | day }} with the label
        you receive by e-mail.{% if opened.refund_cents %} Once it has arrived, {{ opened.refund_cents | money }} will come back to
        you within three working days.{% endif %}
', 'published', 'demo', '2026-11-27 14:29:36.589571+00', '2026-11-27 14:29:36.673592+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 'flow', 'warranty_claim', 1, 'flow: warranty_claim
title: {fr: Faire jouer la garantie, en: Make a warranty claim}
examples:
  fr:
    - Ma lampe ne marche plus, je veux faire jouer la garantie
    - Mon article est tombé en panne au bout de six mois
    - Je voudrais faire réparer mon lampadaire
    - J’ai un problème avec un article acheté l’an dernier, il est cassé
    - Ouvrir un dossier de garantie
    - Mon lampadaire grésille depuis hier
    - La cocotte a une fissure, prenez-la sous garantie
    - Je veux déclarer un défaut sur mon meuble
    - Mon applique est morte après un an
    - La chaise achetée en mars a un pied cassé, réparez-la
    - Le variateur de ma lampe est défectueux, je veux la garantie
    - Je demande la prise en charge sous garantie de mon lampadaire
    - Mon produit est défectueux depuis hier, il a huit mois
    - Prenez ma table en réparation
  en:
    - My lamp stopped working, I want to use the warranty
    - My item broke down after six months
    - I would like to have my floor lamp repaired
    - I have a problem with an item bought last year, it is broken
    - Open a warranty claim
    - My floor lamp has been buzzing since yesterday
    - The pot has a crack, take it under guarantee
    - I want to report a fault on my furniture
    - My wall light died after a year
    - The chair bought in March has a broken leg, repair it
    - The dimmer of my lamp is faulty, I want the guarantee
    - I ask for my floor lamp to be covered by the warranty
    - My product has been faulty since yesterday, it is eight months old
    - Take my table in for repair
slots:
  order:
    kind: order
    pattern: ''[A-Za-z]{3}-[0-9]{8}''
    ask:
      fr:
        - Dans quelle commande se trouve l’article ? Donnez-moi son numéro, qui commence par OLV.
        - Il me faut un numéro comme OLV-12345678, qui se trouve dans l’e-mail de confirmation.
      en:
        - Which order is the item from? Please give me its number, which begins with OLV.
        - I need a number like OLV-12345678, which stands in the confirmation e-mail.
    wrong:
      fr: Ce n’est pas un numéro de commande que je reconnais.
      en: That is not an order number I recognise.
  item:
    kind: choice
    options_from: found[''items'']
    option_value: ref
    option_label:
      fr: "{{ item.name_fr }}"
      en: "{{ item.name_en }}"
    ask:
      fr:
        - "Quel article est concerné ?"
        - "Lequel de ces articles ? Vous pouvez répondre « le premier »."
      en:
        - "Which item is it?"
        - "Which of these items? You can answer “the first one”."
  fault:
    kind: text
    ask:
      fr:
        - "Que se passe-t-il exactement ?"
      en:
        - "What exactly happens?"
steps:
  - ask: order
  - run: get_own_order
    with: {number: order}
    as: found
    otherwise:
      not_found:
        - say:
            fr: Je ne trouve pas la commande {{ order }}.
            en: I cannot find the order {{ order }}.
        - ask_again: order
      not_theirs:
        - say:
            fr: Cette commande est enregistrée sous une autre adresse que la vôtre. Je ne peux pas y toucher.
            en: This order is registered under another address than yours. I cannot touch it.
        - hand_over: not_theirs
  - ask: item
  - ask: fault
  - confirm:
      fr: J’ouvre un dossier de garantie pour « {% for each in found[''items''] %}{% if each.ref == item %}{{ each.name_fr }}{% endif %}{% endfor %} », avec votre description « {{ fault }} ». Est-ce que je le fais ?
      en: I will open a warranty claim for “{% for each in found[''items''] %}{% if each.ref == item %}{{ each.name_en }}{% endif %}{% endfor %}”, with your description “{{ fault }}”. Shall I do it?
  - run: open_claim
    with: {order: order, item: item, fault: fault}
    as: claim
    otherwise:
      guarantee_over:
        - say:
            fr: La garantie de cet article est terminée. Une personne peut regarder ce qui reste possible.
            en: The guarantee of this item is over. A person can look at what is still possible.
        - hand_over: guarantee_over
      already_claimed:
        - say:
            fr: Un dossier est déjà ouvert pour cet article.
            en: A claim is already open for this item.
        - end: true
      not_delivered:
        - say:
            fr: Cette commande n’a pas encore été livrée.
            en: This order has not been delivered yet.
        - end: true
  - say:
      fr: C’est fait. Votre dossier porte le numéro {{ claim.id }}. Une personne de l’après-vente vous répond sous deux jours ouvrés.
      en: Done. Your claim has the number {{ claim.id }}. A person of the after-sales team will answer within two working days.
', 'published', 'demo', '2026-11-27 14:29:36.715557+00', '2026-11-27 14:29:36.773491+00');

INSERT INTO foundation.facts VALUES
	('01a21d69-62f9-72ff-85d3-bd181a54a714', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contacts.ai_mode_changed', '{"mode": "none", "contact": "01a21d69-62ed-7759-96be-0b0dc5cdab03"}', '2026-11-27 14:29:31.71409+00'),
	('01a21d69-6335-753b-b07e-464be82a0530', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contacts.ai_mode_changed', '{"mode": "reviewed", "contact": "01a21d69-6331-73b8-9a31-6bd4a942d6f8"}', '2026-11-27 14:29:31.71409+00'),
	('01a21d69-68a0-702b-9213-a80cc165dc5a', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d69-688c-7702-b995-40384e11c0c2", "conversation": "01a21d69-6888-74d1-836e-f9590a854926", "is_automatic": false}', '2026-11-27 14:29:37.029121+00'),
	('01a21d69-68bb-73f9-99e4-b379fd70db83', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d69-68bb-73f9-99e4-b37877cba64b", "conversation": "01a21d69-68ba-7219-92ea-ebcb51a35f2e", "is_automatic": false}', '2026-11-27 14:29:37.029121+00'),
	('01a21d69-68d1-7218-8b10-334b06d9eadd', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d69-68cd-77d1-a201-9ebfcfd2ecd6", "conversation": "01a21d69-68ca-7797-bd20-fb966f4744e1", "is_automatic": false}', '2026-11-27 14:29:37.029121+00'),
	('01a21d69-68e5-72f5-b047-b3cd4829143f', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d69-68e5-72f5-b047-b3cc570f7dc3", "conversation": "01a21d69-68e4-769f-81b4-8504d899b6b3", "is_automatic": false}', '2026-11-27 14:29:37.029121+00'),
	('01a21d69-f289-726a-b40c-d84e995b3cc7', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d69-f0fb-7158-93ac-56c26ca801e1", "conversation": "01a21d69-68ca-7797-bd20-fb966f4744e1"}', '2026-11-27 14:30:10.593467+00'),
	('01a21d69-f294-7397-ba81-da1a7d52c684', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.handed_over', '{"cause": "asked", "conversation": "01a21d69-68ca-7797-bd20-fb966f4744e1"}', '2026-11-27 14:30:10.593467+00'),
	('01a21d69-f29d-742c-8d4f-5507467a4061', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d69-f1ea-7214-8c04-872e4925df08", "conversation": "01a21d69-68ba-7219-92ea-ebcb51a35f2e"}', '2026-11-27 14:30:11.70015+00'),
	('01a21d69-f2aa-764a-ac4c-a34212e5c2a1', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.handed_over', '{"cause": "no_answer", "conversation": "01a21d69-68ba-7219-92ea-ebcb51a35f2e"}', '2026-11-27 14:30:11.70015+00'),
	('01a21d69-f2e5-73b8-8af2-a266c0cf40f5', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d69-f152-7779-9ca7-b03a2cb98020", "conversation": "01a21d69-68e4-769f-81b4-8504d899b6b3"}', '2026-11-27 14:30:11.697509+00'),
	('01a21d69-f2fb-758e-90cc-16ef20eb5436', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.handed_over', '{"cause": "ai_mode", "conversation": "01a21d69-68e4-769f-81b4-8504d899b6b3"}', '2026-11-27 14:30:11.697509+00'),
	('01a21d69-f35f-75cd-b485-2b49000bfc73', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d69-f2f5-772a-bf18-b6c0b5d12a6d", "conversation": "01a21d69-6888-74d1-836e-f9590a854926"}', '2026-11-27 14:30:12.405821+00'),
	('01a21d69-f879-77d4-b779-40139d21ade6', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d69-f1f4-700d-890c-cff1339f6e20", "reference": "01a21d69-f0fb-7158-93ac-56c26ca801e1"}', '2026-11-27 14:30:13.833507+00'),
	('01a21d69-f902-72b5-8000-838130a56ea3', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d69-f249-72a3-9ea5-73f0aa5272c1", "reference": "01a21d69-f1ea-7214-8c04-872e4925df08"}', '2026-11-27 14:30:13.83442+00'),
	('01a21d69-f93f-72e7-8bf5-bba5549a438f', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d69-f21a-76d2-a7d4-48640731dc50", "reference": null}', '2026-11-27 14:30:13.857146+00'),
	('01a21d69-f9d1-75f4-98af-3529384fa026', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d69-f253-763b-9798-868a8b4916e9", "reference": "01a21d69-f152-7779-9ca7-b03a2cb98020"}', '2026-11-27 14:30:13.905356+00'),
	('01a21d69-fa8d-712e-9eff-180172378a36', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d69-f339-7382-bde3-849a3177c4c9", "reference": "01a21d69-f2f5-772a-bf18-b6c0b5d12a6d"}', '2026-11-27 14:30:13.936579+00'),
	('01a21d6a-16d2-7302-8ea6-ef34beb6fd17', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-1599-73b0-bd9e-3dc0ed6c9956", "reference": null}', '2026-11-27 14:30:21.635914+00'),
	('01a21d6a-1723-7290-9cf7-9bcabc51bf48', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-1656-7197-90a3-89324ce97c90", "reference": null}', '2026-11-27 14:30:21.717658+00'),
	('01a21d6a-1793-74fa-877b-ee9dc0fe864d', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-16d1-761e-ad25-c507d22502d3", "reference": null}', '2026-11-27 14:30:21.818046+00'),
	('01a21d6a-17d5-76e4-b7c8-253f3c09154d', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-1712-760a-95d8-73b481619f9d", "reference": null}', '2026-11-27 14:30:21.843845+00'),
	('01a21d6a-18fd-7025-aa51-7428253a0bbf', '01a21d69-53b0-707f-b257-f1cf52a90938', 'journeys.campaign_ended', '{"campaign": "01a21d6a-1789-745e-b5e5-ceb33b7f7e42"}', '2026-11-27 14:30:22.188738+00'),
	('01a21d6a-1982-7378-a4b2-6b5391b933d9', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-196f-738e-b757-a01683ab5631", "conversation": "01a21d6a-1960-758a-b59a-298dd170b3e4", "is_automatic": false}', '2026-11-27 14:30:22.193608+00'),
	('01a21d6a-1a2c-751a-9462-73ecf6599fac', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-1a2b-7723-8fb4-62cc4126d682", "conversation": "01a21d6a-1a26-7423-93b6-309b8851210c", "is_automatic": false}', '2026-11-27 14:30:22.486211+00'),
	('01a21d6a-1a99-76b1-baec-fcf37fa79ac5', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-1a90-738f-9103-86233f39824b", "conversation": "01a21d6a-1a8e-7599-bc24-552f9fecfa77", "is_automatic": false}', '2026-11-27 14:30:22.594395+00'),
	('01a21d6a-1b11-75e4-ba08-4184c6d1ed75', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-1b02-7728-9d3a-362e4805af63", "conversation": "01a21d6a-1aff-765a-a687-80576827c1d3", "is_automatic": false}', '2026-11-27 14:30:22.710004+00'),
	('01a21d6a-1b71-7242-a422-7c4937a693fa', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-1b6f-7796-8831-249fe7b83804", "conversation": "01a21d6a-1b6e-776e-9158-3f6420602d96", "is_automatic": false}', '2026-11-27 14:30:22.807418+00'),
	('01a21d6a-1e97-73f5-bb39-c611dad74eda', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-1ca1-7213-ad34-d0e8ecde8f2c", "conversation": "01a21d6a-1960-758a-b59a-298dd170b3e4"}', '2026-11-27 14:30:22.737745+00'),
	('01a21d6a-1ea8-753c-bb7d-fde5009c6bcd', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-1d3d-72c0-be89-7099dd09047c", "conversation": "01a21d6a-1a26-7423-93b6-309b8851210c"}', '2026-11-27 14:30:22.889219+00'),
	('01a21d6a-1ec9-7312-b58b-e4171d37beb5', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.handed_over', '{"cause": "no_answer", "conversation": "01a21d6a-1a26-7423-93b6-309b8851210c"}', '2026-11-27 14:30:22.889219+00'),
	('01a21d6a-1f0c-739f-9859-a5c7b887a72d', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-1e7b-77ee-b067-28c32135af60", "conversation": "01a21d6a-1b6e-776e-9158-3f6420602d96"}', '2026-11-27 14:30:23.513202+00'),
	('01a21d6a-1f2a-75f0-b600-0fd13cbea3e8', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-1e22-7499-a95f-03ec21ef1833", "conversation": "01a21d6a-1a8e-7599-bc24-552f9fecfa77"}', '2026-11-27 14:30:23.117178+00'),
	('01a21d6a-1f3a-7739-b32b-75dad30df7b2', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.handed_over', '{"cause": "asked", "conversation": "01a21d6a-1a8e-7599-bc24-552f9fecfa77"}', '2026-11-27 14:30:23.117178+00'),
	('01a21d6a-1fb0-74eb-95d5-6329c691dd66', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-1d7f-74f8-91e6-1ef913ea87eb", "reference": "01a21d6a-1ca1-7213-ad34-d0e8ecde8f2c"}', '2026-11-27 14:30:23.84533+00'),
	('01a21d6a-1ffd-7142-986f-4e142554d075', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-1e31-765d-a8ba-49e5fef7f1a1", "reference": "01a21d6a-1d3d-72c0-be89-7099dd09047c"}', '2026-11-27 14:30:23.942524+00'),
	('01a21d6a-202a-74df-83c4-c3ca696bc9a4', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-1eb9-705d-92e4-ef1b62504dc5", "reference": "01a21d6a-1e7b-77ee-b067-28c32135af60"}', '2026-11-27 14:30:24.024977+00'),
	('01a21d6a-205b-7003-83f3-27450aade159', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-1f2a-75f0-b600-0fd03c53c20a", "conversation": "01a21d6a-1aff-765a-a687-80576827c1d3"}', '2026-11-27 14:30:23.553414+00'),
	('01a21d6a-2069-71f9-adca-bb53b1bcac48', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-1ea5-7647-a073-d6614c221dba", "reference": "01a21d6a-1e22-7499-a95f-03ec21ef1833"}', '2026-11-27 14:30:24.041136+00'),
	('01a21d6a-206a-7094-b09f-e14a01df65ba', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.handed_over', '{"cause": "no_answer", "conversation": "01a21d6a-1aff-765a-a687-80576827c1d3"}', '2026-11-27 14:30:23.553414+00'),
	('01a21d6a-2102-741d-9af1-7970460296fa', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-1fb0-74eb-95d5-6328ecd25915", "reference": "01a21d6a-1f2a-75f0-b600-0fd03c53c20a"}', '2026-11-27 14:30:24.242063+00'),
	('01a21d6a-58f9-75bc-8b4f-93fd58172e42', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-58f5-71fc-8b8c-5f066b12dbfd", "conversation": "01a21d6a-58f1-77e6-b940-45957f00fe33", "is_automatic": false}', '2026-11-27 14:30:38.475032+00'),
	('01a21d6a-68fa-74d0-b681-99425c43c429', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.delivered', '{"ladder": null, "message": "01a21d6a-5af4-702a-95a9-fea4bfbf051a", "reference": "01a21d6a-5a2b-7639-b752-11dbb9edd80c"}', '2026-11-27 14:30:42.638717+00'),
	('01a21d6a-6987-7226-937c-58313790f5f2', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-6983-76bf-b02a-c613a2a05972", "conversation": "01a21d6a-58f1-77e6-b940-45957f00fe33", "is_automatic": false}', '2026-11-27 14:30:42.798228+00'),
	('01a21d6a-6ace-75d5-a67a-887b41b236dd', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-6ab9-7573-803b-2204ca641326", "reference": "01a21d6a-6a8a-7318-a25e-7276474ee962"}', '2026-11-27 14:30:43.015415+00'),
	('01a21d6a-6af2-72d2-a227-970a790ad646', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-6a8a-7318-a25e-7276474ee962", "conversation": "01a21d6a-58f1-77e6-b940-45957f00fe33"}', '2026-11-27 14:30:43.015415+00'),
	('01a21d6a-7951-737e-b871-bdc517d35b30', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.delivered', '{"ladder": null, "message": "01a21d6a-6ab9-7573-803b-2204ca641326", "reference": "01a21d6a-6a8a-7318-a25e-7276474ee962"}', '2026-11-27 14:30:46.856614+00'),
	('01a21d6a-79a7-75f8-b8ae-45130eb15779', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-79a1-7332-98fa-d746da7defda", "conversation": "01a21d6a-58f1-77e6-b940-45957f00fe33", "is_automatic": false}', '2026-11-27 14:30:46.909855+00'),
	('01a21d6a-7ae3-716f-860d-f4cd5b91483e', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-7ad5-7684-9f91-7f92b8b5aacd", "reference": "01a21d6a-7ab7-7246-8080-dc93972c1ac2"}', '2026-11-27 14:30:47.149123+00'),
	('01a21d6a-7b01-74d0-bd39-5b923ec15227', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-7ab7-7246-8080-dc93972c1ac2", "conversation": "01a21d6a-58f1-77e6-b940-45957f00fe33"}', '2026-11-27 14:30:47.149123+00'),
	('01a21d6a-7b19-70d0-b027-0b3dd2c65301', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.handed_over', '{"cause": "asked", "conversation": "01a21d6a-58f1-77e6-b940-45957f00fe33"}', '2026-11-27 14:30:47.149123+00'),
	('01a21d6a-5b11-763f-8ff7-eaf63c8af5e1', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-5af4-702a-95a9-fea4bfbf051a", "reference": "01a21d6a-5a2b-7639-b752-11dbb9edd80c"}', '2026-11-27 14:30:38.846375+00'),
	('01a21d6a-5b29-734e-84c9-245cbf23d264', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-5a2b-7639-b752-11dbb9edd80c", "conversation": "01a21d6a-58f1-77e6-b940-45957f00fe33"}', '2026-11-27 14:30:38.846375+00'),
	('01a21d6a-899f-702c-909c-c8146e4f4f17', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.delivered', '{"ladder": null, "message": "01a21d6a-7ad5-7684-9f91-7f92b8b5aacd", "reference": "01a21d6a-7ab7-7246-8080-dc93972c1ac2"}', '2026-11-27 14:30:51.012445+00'),
	('01a21d6a-8af6-76e4-8574-4433170eb1ad', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-8af2-775d-b919-9312e16d056b", "conversation": "01a21d6a-8af2-775d-b919-9311e5ec08e2", "is_automatic": false}', '2026-11-27 14:30:51.342881+00'),
	('01a21d6a-8c0d-706a-85c7-df12281d4bb0', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-8bf6-76c9-8a72-4626480199e2", "reference": "01a21d6a-8be6-75aa-b1df-e6be2361e3bc"}', '2026-11-27 14:30:51.607334+00'),
	('01a21d6a-8c1f-76bb-b0f7-5bd86886e1c3', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-8be6-75aa-b1df-e6be2361e3bc", "conversation": "01a21d6a-8af2-775d-b919-9311e5ec08e2"}', '2026-11-27 14:30:51.607334+00'),
	('01a21d6a-9ad9-758d-a188-72246dc6d5ac', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.delivered', '{"ladder": null, "message": "01a21d6a-8bf6-76c9-8a72-4626480199e2", "reference": "01a21d6a-8be6-75aa-b1df-e6be2361e3bc"}', '2026-11-27 14:30:55.421336+00'),
	('01a21d6a-9b29-76b5-840f-7be3bf43cc55', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-9b1b-7022-90e3-b459147ce032", "conversation": "01a21d6a-8af2-775d-b919-9311e5ec08e2", "is_automatic": false}', '2026-11-27 14:30:55.506847+00'),
	('01a21d6a-9ce1-73dc-9f03-da798878f999', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-9c20-71e3-910f-d26697717414", "reference": null}', '2026-11-27 14:30:55.935321+00'),
	('01a21d6a-9d05-730b-a4ea-583ca3269253', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-9ce6-7746-bdcf-0b1833951a4a", "reference": "01a21d6a-9cb7-72e9-83d4-1b4dd86f844b"}', '2026-11-27 14:30:55.882454+00'),
	('01a21d6a-9d16-7405-b88c-e411673e0117', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-9cb7-72e9-83d4-1b4dd86f844b", "conversation": "01a21d6a-8af2-775d-b919-9311e5ec08e2"}', '2026-11-27 14:30:55.882454+00'),
	('01a21d6a-ab1a-7772-a9b4-f8c0c4125a8b', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.delivered', '{"ladder": null, "message": "01a21d6a-9ce6-7746-bdcf-0b1833951a4a", "reference": "01a21d6a-9cb7-72e9-83d4-1b4dd86f844b"}', '2026-11-27 14:30:59.571717+00'),
	('01a21d6a-ace9-77ad-a0e7-730a86ccf8e5', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-ace6-72fc-8282-6c7f42603634", "conversation": "01a21d6a-ace2-7340-b80d-3b67e65339d3", "is_automatic": false}', '2026-11-27 14:30:59.997783+00'),
	('01a21d6a-b3bb-7142-a770-aa6c02c41d9f', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-b3a5-7488-9111-ba0b95a34467", "reference": "01a21d6a-b369-74ff-b9e4-69acfacdbf62"}', '2026-11-27 14:31:01.68658+00'),
	('01a21d6a-b3d2-722e-8c4c-947e8f57e849', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-b369-74ff-b9e4-69acfacdbf62", "conversation": "01a21d6a-ace2-7340-b80d-3b67e65339d3"}', '2026-11-27 14:31:01.68658+00'),
	('01a21d6a-bce1-764a-bb43-67ecccc3be95', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.delivered', '{"ladder": null, "message": "01a21d6a-b3a5-7488-9111-ba0b95a34467", "reference": "01a21d6a-b369-74ff-b9e4-69acfacdbf62"}', '2026-11-27 14:31:04.130099+00'),
	('01a21d6a-bdc8-736b-933d-c5ea626eb4e7', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-bdc8-736b-933d-c5e9a643ae8c", "conversation": "01a21d6a-ace2-7340-b80d-3b67e65339d3", "is_automatic": false}', '2026-11-27 14:31:04.368964+00'),
	('01a21d6a-c003-71e4-b5f6-61a3db129b7c', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-bff1-71ed-889b-108177fc4e0f", "reference": "01a21d6a-bfb5-7509-b694-2d9cf5b44961"}', '2026-11-27 14:31:04.841149+00'),
	('01a21d6a-c02d-7463-bf0c-26dba4e6f11f', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-bfb5-7509-b694-2d9cf5b44961", "conversation": "01a21d6a-ace2-7340-b80d-3b67e65339d3"}', '2026-11-27 14:31:04.841149+00'),
	('01a21d6a-cddc-75c2-8a57-4ec8b1549aad', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.delivered', '{"ladder": null, "message": "01a21d6a-bff1-71ed-889b-108177fc4e0f", "reference": "01a21d6a-bfb5-7509-b694-2d9cf5b44961"}', '2026-11-27 14:31:08.457145+00'),
	('01a21d6a-ce62-71bf-baf3-5be29c5d6aaa', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-ce61-7647-9729-6d8bd31587a0", "conversation": "01a21d6a-ce5e-7372-ac5c-6f5e0a95cc81", "is_automatic": false}', '2026-11-27 14:31:08.622067+00'),
	('01a21d6a-ceff-7454-991b-166997c0a3ca', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_received', '{"message": "01a21d6a-cefb-738d-b7ea-b405a3ddcf31", "conversation": "01a21d6a-cef5-70ea-9278-845f07b44262", "is_automatic": false}', '2026-11-27 14:31:08.782199+00'),
	('01a21d6a-d065-7690-adad-4538400e9a8c', '01a21d69-53b0-707f-b257-f1cf52a90938', 'review.proposed', '{"item": "01a21d6a-d035-71e7-9a84-e4636e0e6059", "skill": "knowledge", "item_kind": "reply", "conversation": "01a21d6a-ce5e-7372-ac5c-6f5e0a95cc81"}', '2026-11-27 14:31:09.054587+00'),
	('01a21d6a-d171-745d-b733-79e11cb0be64', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-d0f5-75b8-b53b-15e29eacb440", "conversation": "01a21d6a-ce5e-7372-ac5c-6f5e0a95cc81"}', '2026-11-27 14:31:09.054587+00'),
	('01a21d6a-d199-75a8-927e-394d525ac353', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.message_said', '{"message": "01a21d6a-d127-7017-9bda-bb152fa4bc83", "conversation": "01a21d6a-cef5-70ea-9278-845f07b44262"}', '2026-11-27 14:31:09.298889+00'),
	('01a21d6a-d1a0-750e-828f-8d5da4d1a4c4', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.handed_over', '{"cause": "ai_mode", "conversation": "01a21d6a-cef5-70ea-9278-845f07b44262"}', '2026-11-27 14:31:09.298889+00'),
	('01a21d6a-d1a5-7724-a251-6beab9e74152', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversations.handed_over', '{"cause": "ai_mode", "conversation": "01a21d6a-ce5e-7372-ac5c-6f5e0a95cc81"}', '2026-11-27 14:31:09.054587+00'),
	('01a21d6a-d2c4-77f7-a8f0-b96db857927a', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-d162-74b9-b529-d76cadcbc7c2", "reference": "01a21d6a-d127-7017-9bda-bb152fa4bc83"}', '2026-11-27 14:31:09.724069+00'),
	('01a21d6a-d308-770f-9680-f7ea37eaefd8', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery.accepted', '{"ladder": null, "message": "01a21d6a-d142-7488-8bb9-15aca0cc8157", "reference": "01a21d6a-d0f5-75b8-b53b-15e29eacb440"}', '2026-11-27 14:31:09.733381+00');

INSERT INTO foundation.fact_receipts VALUES
	('01a21d69-62f9-72ff-85d3-bd181a54a714', 'limpide.delivery.stopping.on_ai_mode_changed', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:29:57.81781+00'),
	('01a21d69-6335-753b-b07e-464be82a0530', 'limpide.delivery.stopping.on_ai_mode_changed', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:29:57.830237+00'),
	('01a21d69-62f9-72ff-85d3-bd181a54a714', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:29:57.85749+00'),
	('01a21d69-6335-753b-b07e-464be82a0530', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:29:57.869544+00'),
	('01a21d69-68a0-702b-9213-a80cc165dc5a', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:29:57.874964+00'),
	('01a21d69-68bb-73f9-99e4-b379fd70db83', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:29:57.877537+00'),
	('01a21d69-68d1-7218-8b10-334b06d9eadd', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:29:57.885837+00'),
	('01a21d69-68e5-72f5-b047-b3cd4829143f', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:29:57.909131+00'),
	('01a21d69-68d1-7218-8b10-334b06d9eadd', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:29:57.939549+00'),
	('01a21d69-68bb-73f9-99e4-b379fd70db83', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:29:57.957137+00'),
	('01a21d69-68a0-702b-9213-a80cc165dc5a', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:29:57.972383+00'),
	('01a21d69-68e5-72f5-b047-b3cd4829143f', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:29:57.972434+00'),
	('01a21d69-f294-7397-ba81-da1a7d52c684', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:13.464965+00'),
	('01a21d69-f2aa-764a-ac4c-a34212e5c2a1', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:13.465021+00'),
	('01a21d69-f29d-742c-8d4f-5507467a4061', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:13.465298+00'),
	('01a21d69-f289-726a-b40c-d84e995b3cc7', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:13.475559+00'),
	('01a21d69-f2fb-758e-90cc-16ef20eb5436', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:13.618855+00'),
	('01a21d69-f2e5-73b8-8af2-a266c0cf40f5', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:13.678406+00'),
	('01a21d69-f35f-75cd-b485-2b49000bfc73', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:13.679191+00'),
	('01a21d69-f879-77d4-b779-40139d21ade6', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:14.024295+00'),
	('01a21d69-f902-72b5-8000-838130a56ea3', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:14.097302+00'),
	('01a21d69-f93f-72e7-8bf5-bba5549a438f', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:14.222198+00'),
	('01a21d69-f9d1-75f4-98af-3529384fa026', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:14.379698+00'),
	('01a21d69-fa8d-712e-9eff-180172378a36', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:14.579116+00'),
	('01a21d6a-16d2-7302-8ea6-ef34beb6fd17', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:21.698403+00'),
	('01a21d6a-1723-7290-9cf7-9bcabc51bf48', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:21.783814+00'),
	('01a21d6a-1793-74fa-877b-ee9dc0fe864d', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:21.934865+00'),
	('01a21d6a-17d5-76e4-b7c8-253f3c09154d', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:21.963287+00'),
	('01a21d6a-18fd-7025-aa51-7428253a0bbf', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:22.273119+00'),
	('01a21d6a-1982-7378-a4b2-6b5391b933d9', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:22.469119+00'),
	('01a21d6a-1982-7378-a4b2-6b5391b933d9', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:22.506768+00'),
	('01a21d6a-1a2c-751a-9462-73ecf6599fac', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:22.593594+00'),
	('01a21d6a-1a2c-751a-9462-73ecf6599fac', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:22.631369+00'),
	('01a21d6a-1a99-76b1-baec-fcf37fa79ac5', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:22.761194+00'),
	('01a21d6a-1a99-76b1-baec-fcf37fa79ac5', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:22.797428+00'),
	('01a21d6a-1b11-75e4-ba08-4184c6d1ed75', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:22.896009+00'),
	('01a21d6a-1b11-75e4-ba08-4184c6d1ed75', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:23.056973+00'),
	('01a21d6a-1b71-7242-a422-7c4937a693fa', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:23.090153+00'),
	('01a21d6a-1b71-7242-a422-7c4937a693fa', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:23.169101+00'),
	('01a21d6a-1e97-73f5-bb39-c611dad74eda', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:23.737427+00'),
	('01a21d6a-1ec9-7312-b58b-e4171d37beb5', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:23.81694+00'),
	('01a21d6a-1ea8-753c-bb7d-fde5009c6bcd', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:23.827622+00'),
	('01a21d6a-1f0c-739f-9859-a5c7b887a72d', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:23.886321+00'),
	('01a21d6a-1f3a-7739-b32b-75dad30df7b2', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:23.907988+00'),
	('01a21d6a-1f2a-75f0-b600-0fd13cbea3e8', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:23.913365+00'),
	('01a21d6a-1fb0-74eb-95d5-6329c691dd66', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:24.005438+00'),
	('01a21d6a-1ffd-7142-986f-4e142554d075', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:24.067246+00'),
	('01a21d6a-202a-74df-83c4-c3ca696bc9a4', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:24.103322+00'),
	('01a21d6a-2069-71f9-adca-bb53b1bcac48', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:24.14985+00'),
	('01a21d6a-206a-7094-b09f-e14a01df65ba', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:24.185432+00'),
	('01a21d6a-205b-7003-83f3-27450aade159', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:24.20244+00'),
	('01a21d6a-2102-741d-9af1-7970460296fa', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:24.287849+00'),
	('01a21d6a-58f9-75bc-8b4f-93fd58172e42', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:38.645885+00'),
	('01a21d6a-58f9-75bc-8b4f-93fd58172e42', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:38.658133+00'),
	('01a21d6a-5b29-734e-84c9-245cbf23d264', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:39.179413+00'),
	('01a21d6a-5b11-763f-8ff7-eaf63c8af5e1', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:39.181268+00'),
	('01a21d6a-68fa-74d0-b681-99425c43c429', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:42.788507+00'),
	('01a21d6a-68fa-74d0-b681-99425c43c429', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:42.804141+00'),
	('01a21d6a-6987-7226-937c-58313790f5f2', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:42.859034+00'),
	('01a21d6a-6987-7226-937c-58313790f5f2', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:42.885113+00'),
	('01a21d6a-6af2-72d2-a227-970a790ad646', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:43.245967+00'),
	('01a21d6a-6ace-75d5-a67a-887b41b236dd', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:43.250045+00'),
	('01a21d6a-7951-737e-b871-bdc517d35b30', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:46.930046+00'),
	('01a21d6a-7951-737e-b871-bdc517d35b30', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:46.956081+00'),
	('01a21d6a-79a7-75f8-b8ae-45130eb15779', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:47.025454+00'),
	('01a21d6a-79a7-75f8-b8ae-45130eb15779', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:47.041379+00'),
	('01a21d6a-7b01-74d0-bd39-5b923ec15227', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:47.365434+00'),
	('01a21d6a-7b19-70d0-b027-0b3dd2c65301', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:47.365309+00'),
	('01a21d6a-7ae3-716f-860d-f4cd5b91483e', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:47.370489+00'),
	('01a21d6a-899f-702c-909c-c8146e4f4f17', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:51.138641+00'),
	('01a21d6a-899f-702c-909c-c8146e4f4f17', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:51.161883+00'),
	('01a21d6a-8af6-76e4-8574-4433170eb1ad', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:51.428457+00'),
	('01a21d6a-8af6-76e4-8574-4433170eb1ad', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:51.438486+00'),
	('01a21d6a-8c0d-706a-85c7-df12281d4bb0', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:51.738688+00'),
	('01a21d6a-8c1f-76bb-b0f7-5bd86886e1c3', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:51.738748+00'),
	('01a21d6a-9b29-76b5-840f-7be3bf43cc55', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:55.597014+00'),
	('01a21d6a-9ce1-73dc-9f03-da798878f999', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:56.022438+00'),
	('01a21d6a-9d16-7405-b88c-e411673e0117', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:56.071214+00'),
	('01a21d6a-ab1a-7772-a9b4-f8c0c4125a8b', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:59.739108+00'),
	('01a21d6a-ab1a-7772-a9b4-f8c0c4125a8b', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:59.767068+00'),
	('01a21d6a-ace9-77ad-a0e7-730a86ccf8e5', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:00.125821+00'),
	('01a21d6a-ace9-77ad-a0e7-730a86ccf8e5', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:00.161118+00'),
	('01a21d6a-d065-7690-adad-4538400e9a8c', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:09.590722+00'),
	('01a21d6a-d308-770f-9680-f7ea37eaefd8', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:09.935233+00'),
	('01a21d6a-9ad9-758d-a188-72246dc6d5ac', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:55.508579+00'),
	('01a21d6a-9ad9-758d-a188-72246dc6d5ac', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:55.518024+00'),
	('01a21d6a-9b29-76b5-840f-7be3bf43cc55', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:55.559891+00'),
	('01a21d6a-9d05-730b-a4ea-583ca3269253', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:30:56.071247+00'),
	('01a21d6a-b3d2-722e-8c4c-947e8f57e849', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:01.934704+00'),
	('01a21d6a-b3bb-7142-a770-aa6c02c41d9f', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:01.93525+00'),
	('01a21d6a-bdc8-736b-933d-c5ea626eb4e7', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:04.453766+00'),
	('01a21d6a-bdc8-736b-933d-c5ea626eb4e7', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:04.493288+00'),
	('01a21d6a-c02d-7463-bf0c-26dba4e6f11f', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:05.129149+00'),
	('01a21d6a-cddc-75c2-8a57-4ec8b1549aad', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:08.56963+00'),
	('01a21d6a-cddc-75c2-8a57-4ec8b1549aad', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:08.596737+00'),
	('01a21d6a-ce62-71bf-baf3-5be29c5d6aaa', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:08.737137+00'),
	('01a21d6a-ce62-71bf-baf3-5be29c5d6aaa', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:08.77711+00'),
	('01a21d6a-ceff-7454-991b-166997c0a3ca', 'limpide.assistant.turns.on_message_received', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:08.915992+00'),
	('01a21d6a-ceff-7454-991b-166997c0a3ca', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:09.036252+00'),
	('01a21d6a-d199-75a8-927e-394d525ac353', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:09.557126+00'),
	('01a21d6a-d1a0-750e-828f-8d5da4d1a4c4', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:09.557222+00'),
	('01a21d6a-d2c4-77f7-a8f0-b96db857927a', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:09.87581+00'),
	('01a21d6a-bce1-764a-bb43-67ecccc3be95', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:04.368765+00'),
	('01a21d6a-bce1-764a-bb43-67ecccc3be95', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:04.397122+00'),
	('01a21d6a-c003-71e4-b5f6-61a3db129b7c', 'limpide.delivery.ladders.on_progress', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:05.129439+00'),
	('01a21d6a-d171-745d-b733-79e11cb0be64', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:09.582046+00'),
	('01a21d6a-d1a5-7724-a251-6beab9e74152', 'limpide.api.webhooks.Webhooks.on_fact', '01a21d69-53b0-707f-b257-f1cf52a90938', '2026-11-27 14:31:09.590582+00');

INSERT INTO foundation.rate_limits VALUES
	('flows.code:c1c9a8768b88b9969d755cee9a45a0ec', 5, '2026-11-27 14:30:12.00854+00'),
	('flows.code:097a67d014c9c6d8204888273c02d29f', 1.0364045966666668, '2026-11-27 14:30:55.693495+00'),
	('flows.code:64f7efddb69a321c9a89b16bc1625195', 5, '2026-11-27 14:30:55.695364+00'),
	('chat:12ca17b49af2289436f303e0166030a2', 59, '2026-11-27 14:31:04.370104+00');

INSERT INTO foundation.timers VALUES
	('01a21d69-b84e-74ac-b6c6-e3fe712e827c', '01a21d69-53b0-707f-b257-f1cf52a90938', 'rights.retain', '2026-11-28 02:20:00+00', 'rights.retain', '{}'),
	('01a21d6a-d051-73b3-90ec-37a28835f1e3', '01a21d69-53b0-707f-b257-f1cf52a90938', 'review:01a21d6a-d035-71e7-9a84-e4636e0e6059', '2026-11-27 18:31:09.109696+00', 'review.expire', '{"item": "01a21d6a-d035-71e7-9a84-e4636e0e6059"}');

INSERT INTO journeys.segments VALUES
	('01a21d6a-1743-764e-99fd-c8c3525d1253', '01a21d69-53b0-707f-b257-f1cf52a90938', 'all', '{}', '2026-11-27 14:30:21.762786+00');

INSERT INTO journeys.campaigns VALUES
	('01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d69-53b0-707f-b257-f1cf52a90938', 'November', '01a21d6a-1743-764e-99fd-c8c3525d1253', 'done', NULL, 't2', 't2', NULL, '2026-11-27 14:30:21.824897+00', '2026-11-27 14:30:21.898663+00', '2026-11-27 14:30:22.188738+00');

INSERT INTO journeys.templates VALUES
	('01a21d6a-14a5-72dc-9951-936b27b6db16', '01a21d69-53b0-707f-b257-f1cf52a90938', 'order', 'order', 'routine', 1, '2026-11-27 14:30:21.085211+00');

INSERT INTO journeys.template_versions VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-14a5-72dc-9951-936b27b6db16', 1, '{"en": {"text": "Hello {{ name }}, it leaves.", "short": "", "letter": "", "subject": "Order {{ data.order }}"}, "fr": {"text": "Bonjour {{ name }}, elle part.", "short": "", "letter": "", "subject": "Commande {{ data.order }}"}}', '{"data": {"order": "OLV-1"}, "name": "Agathe"}', 't2', '2026-11-27 14:30:21.085211+00', '2026-11-27 14:30:21.161873+00');

INSERT INTO journeys.campaign_contents VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', 1, '01a21d6a-14a5-72dc-9951-936b27b6db16', 1);

INSERT INTO journeys.recipients VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d69-62bd-71ed-b5e0-d0f5b7c58b03', 1, 'refused', 'unreadable', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d69-62d6-710f-b9f5-bf476c73d5ad', 1, 'refused', 'unreadable', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d69-62ed-7759-96be-0b0dc5cdab03', 1, 'refused', 'unreadable', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d69-6331-73b8-9a31-6bd4a942d6f8', 1, 'refused', 'unreadable', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d69-6337-764a-8bf8-6e8c0ac5933e', 1, 'refused', 'unreadable', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d6a-1344-7791-bfd6-d4a8054d42b1', 1, 'refused', 'unreadable', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d6a-1344-7791-bfd6-d4a90d60d217', 1, 'refused', 'unreadable', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d6a-1344-7791-bfd6-d4aa654348f7', 1, 'refused', 'unreadable', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d6a-1344-7791-bfd6-d4abe29f0b19', 1, 'refused', 'unreadable', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d6a-1344-7791-bfd6-d4acea23ad99', 1, 'refused', 'unreadable', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d6a-1344-7791-bfd6-d4ad1f7ca637', 1, 'refused', 'unreadable', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d6a-1344-7791-bfd6-d4ae40e9546c', 1, 'refused', 'unreadable', NULL),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', '01a21d6a-1344-7791-bfd6-d4af556ab1a6', 1, 'refused', 'unreadable', NULL);

INSERT INTO knowledge.sources VALUES
	('01a21d69-6810-70c4-83cb-54caeac634c7', '01a21d69-53b0-707f-b257-f1cf52a90938', 'folder', 'sectors/retail/knowledge', 'Maud Perrin', NULL, true, '2026-11-27 14:29:36.912986+00', '2026-11-27 14:29:37.009235+00', NULL);

INSERT INTO knowledge.documents VALUES
	('01a21d69-6816-70f1-a1b4-cc9cc6bb372c', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6810-70c4-83cb-54caeac634c7', 'en/returns/exchange.md', 'exchange', 'en', 'returns', 'Exchanging an item', 'Maud Perrin', '2027-05-15', NULL, true, '{exchange,"other size","other colour",swap}', '\x418543b243b516754b7446e13a87dfe851763b61f0ea11f0bc838175fc88cc64', 1, '2026-11-27 14:29:36.918184+00', '2026-11-27 14:29:36.918184+00', NULL),
	('01a21d69-6819-761f-8cc7-ff6bc767e197', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6810-70c4-83cb-54caeac634c7', 'en/returns/how-to-return.md', 'how-to-return', 'en', 'returns', 'How to return an item', 'Maud Perrin', '2027-05-15', NULL, true, '{label,"send back","bring back","return cost"}', '\x7ad79bca854922ad4a6dd6117cd097a06bd802f671609d19ff1fe1dff2fa30c7', 1, '2026-11-27 14:29:36.921192+00', '2026-11-27 14:29:36.921192+00', NULL),
	('01a21d69-681e-72f5-b6e3-ddfd613dd3f8', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6810-70c4-83cb-54caeac634c7', 'en/returns/refunds.md', 'refunds', 'en', 'returns', 'Refunds', 'Maud Perrin', '2027-05-15', NULL, true, '{refund,"money back",when,"how long"}', '\xea67ba11e9bdba5580a55728c596f99284b4a1ab929804d49a22c9e2bfba779d', 1, '2026-11-27 14:29:36.927037+00', '2026-11-27 14:29:36.927037+00', NULL),
	('01a21d69-6827-70eb-9530-46d34a837685', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6810-70c4-83cb-54caeac634c7', 'en/returns/return-period.md', 'return-period', 'en', 'returns', 'How long you have to return an item', 'Maud Perrin', '2027-05-15', NULL, true, '{"return period","14 days","30 days","send back"}', '\x812d07c496a7dd2664d0d6801f535634d52f0f34b6b76e74782e7ac9cdb2ea52', 1, '2026-11-27 14:29:36.935837+00', '2026-11-27 14:29:36.935837+00', NULL),
	('01a21d69-682e-7049-82dc-81d481ac6fef', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6810-70c4-83cb-54caeac634c7', 'fr/returns/exchange.md', 'exchange', 'fr', 'returns', 'Échanger un article', 'Maud Perrin', '2027-05-15', NULL, true, '{échange,"autre taille","autre couleur"}', '\xf1d4728c5f54f7b0bd182b770911a85ef7cb993349ffe05f08085b3429069509', 1, '2026-11-27 14:29:36.942974+00', '2026-11-27 14:29:36.942974+00', NULL),
	('01a21d69-6843-7516-be2a-e20ea143d8ba', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6810-70c4-83cb-54caeac634c7', 'fr/returns/how-to-return.md', 'how-to-return', 'fr', 'returns', 'Comment renvoyer un article', 'Maud Perrin', '2027-05-15', NULL, true, '{étiquette,renvoyer,rapporter,"frais de retour"}', '\x33dc2178a78acba8c2bcfae7bb87314bd33962f52fdaa711c56b50f7c074a77c', 1, '2026-11-27 14:29:36.963771+00', '2026-11-27 14:29:36.963771+00', NULL),
	('01a21d69-684d-704c-b9db-95da148eaecd', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6810-70c4-83cb-54caeac634c7', 'fr/returns/refunds.md', 'refunds', 'fr', 'returns', 'Remboursements', 'Maud Perrin', '2027-05-15', NULL, true, '{rembourser,argent,quand,"combien de temps"}', '\x3a29d6dc7df83400b42701f5b5c2c0313fade6688b8761ec80de963bad9d4777', 1, '2026-11-27 14:29:36.973346+00', '2026-11-27 14:29:36.973346+00', NULL),
	('01a21d69-685f-749c-83d7-cde8b30965eb', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6810-70c4-83cb-54caeac634c7', 'fr/returns/return-period.md', 'return-period', 'fr', 'returns', 'Délai pour renvoyer un article', 'Maud Perrin', '2027-05-15', NULL, true, '{retour,rétractation,"14 jours","30 jours",rendre}', '\x40388b41c0340a405d79e20bf0bc99b9fc2dcc5ce8fb317f52118bc879ffd19d', 1, '2026-11-27 14:29:36.991451+00', '2026-11-27 14:29:36.991451+00', NULL);

INSERT INTO knowledge.gaps VALUES
	('01a21d69-f2b9-74f9-9925-dea5253c9f02', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Hi there,

I bought two linen duvet covers and one of them is the wrong colour for the room. It has not been opened. How long do I have to return it, and who pays for the parcel?

Tom', 'bought colour cover duvet hi how i linen long one open parcel pay return room tom two wrong', 'en', 'nothing', 1, '2026-11-27 14:30:12.40922+00', '2026-11-27 14:30:12.40922+00', NULL, NULL, NULL),
	('01a21d69-f321-70d9-ac29-f8fe432b317a', '01a21d69-53b0-707f-b257-f1cf52a90938', 'Bonjour,

Est-ce que je peux payer en trois fois une commande de 240 euros ?

Salomé', '240 bonjour command euros fois pai salom trois', 'fr', 'nothing', 1, '2026-11-27 14:30:12.513465+00', '2026-11-27 14:30:12.513465+00', NULL, NULL, NULL),
	('01a21d6a-1f05-714e-a26b-3536d9d39eee', '01a21d69-53b0-707f-b257-f1cf52a90938', 'How do I return something I bought?', 'bought how i return someth', 'en', 'several', 1, '2026-11-27 14:30:23.749846+00', '2026-11-27 14:30:23.749846+00', NULL, NULL, NULL),
	('01a21d6a-208f-758d-8b1c-65f2107f5830', '01a21d69-53b0-707f-b257-f1cf52a90938', 'What is the capital of Peru?', 'capit peru', 'en', 'nothing', 1, '2026-11-27 14:30:24.143064+00', '2026-11-27 14:30:24.143064+00', NULL, NULL, NULL);

INSERT INTO knowledge.versions VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6816-70f1-a1b4-cc9cc6bb372c', 1, 'Exchanging an item', '[{"path": ["Exchanging on line"], "anchor": "exchanging-on-line", "blocks": [{"kind": "paragraph", "text": "There is no exchange on line as such: return the item and order the other one. Delivery of the second order is free if you place it within seven days with the code you receive by e-mail."}]}, {"path": ["Exchanging in a shop"], "anchor": "exchanging-in-a-shop", "blocks": [{"kind": "paragraph", "text": "Bring the item and the invoice within 30 days. If it is in stock you leave with the other one; the difference in price is paid or refunded on the spot."}]}]', '2026-11-27 14:29:36.918184+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6819-761f-8cc7-ff6bc767e197', 1, 'How to return an item', '[{"path": ["Returning an item, step by step"], "anchor": "returning-an-item-step-by-step", "blocks": [{"kind": "list", "items": [{"text": "In your account, open the order and choose “Return an item”.", "depth": 0}, {"text": "Print the label, or show the code at the pick-up point.", "depth": 0}, {"text": "Leave the parcel at a Relais Voisin point within seven days.", "depth": 0}], "ordered": true}]}, {"path": ["How much does a return cost?"], "anchor": "how-much-does-a-return-cost", "blocks": [{"kind": "table", "rows": [["Return", "Price"], ["In a shop", "free"], ["Relais Voisin, France", "€4.50"], ["Relais Voisin, Belgium and Luxembourg", "€6.50"], ["Colibri Express, Switzerland", "€14.90"], ["Collection of furniture", "€39"]]}, {"kind": "paragraph", "text": "The price is taken off the refund. Returning a defective item, or one we sent by mistake, is free."}]}, {"path": ["Lost label"], "anchor": "lost-label", "blocks": [{"kind": "paragraph", "text": "Open the order again and choose “Print the label again”. It stays valid for thirty days."}]}]', '2026-11-27 14:29:36.921192+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-681e-72f5-b6e3-ddfd613dd3f8', 1, 'Refunds', '[{"path": ["When will you be refunded?"], "anchor": "when-will-you-be-refunded", "blocks": [{"kind": "paragraph", "text": "We check the item within three working days of its arrival and refund it the same day, by the original means of payment. The bank then takes this long:"}, {"kind": "table", "rows": [["Means of payment", "Time after our order"], ["Bank card", "3 to 5 working days"], ["Volta wallet", "1 day"], ["Payment in 3 or 4 instalments", "instalments cancelled within 5 days"], ["Gift card", "new card at once"], ["Bank transfer", "2 to 3 working days"]]}]}, {"path": ["Are delivery costs refunded?"], "anchor": "are-delivery-costs-refunded", "blocks": [{"kind": "paragraph", "text": "If you return the whole order within 14 days, we also refund delivery at the cheapest rate offered. For a partial or later return, delivery costs remain due."}]}, {"path": ["Returning a present"], "anchor": "returning-a-present", "blocks": [{"kind": "paragraph", "text": "Whoever received a present is refunded by gift card; the buyer is not told."}]}]', '2026-11-27 14:29:36.927037+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6827-70eb-9530-46d34a837685', 1, 'How long you have to return an item', '[{"path": ["How long do you have to return an item?"], "anchor": "how-long-do-you-have-to-return-an-item", "blocks": [{"kind": "paragraph", "text": "You have 30 days from delivery to send an item back, without giving a reason. This is longer than the legal right of withdrawal of 14 days, which it includes."}]}, {"path": ["In what condition?"], "anchor": "in-what-condition", "blocks": [{"kind": "paragraph", "text": "The item must be complete, clean and fit to be sold again. You may open it and try it at home, as you would in a shop."}]}, {"path": ["What cannot be returned"], "anchor": "what-cannot-be-returned", "blocks": [{"kind": "list", "items": [{"text": "items made to measure or personalised;", "depth": 0}, {"text": "bedding and mattresses whose hygiene wrapping has been opened;", "depth": 0}, {"text": "plants;", "depth": 0}, {"text": "gift cards.", "depth": 0}], "ordered": false}, {"kind": "paragraph", "text": "An item that arrived defective can always be returned, even if it is on this list."}]}]', '2026-11-27 14:29:36.935837+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-682e-7049-82dc-81d481ac6fef', 1, 'Échanger un article', '[{"path": ["Échanger en ligne"], "anchor": "echanger-en-ligne", "blocks": [{"kind": "paragraph", "text": "L’échange en ligne n’existe pas comme tel : renvoyez l’article et commandez l’autre. La livraison de la seconde commande est offerte si vous la passez dans les sept jours avec le code reçu par e-mail."}]}, {"path": ["Échanger en magasin"], "anchor": "echanger-en-magasin", "blocks": [{"kind": "paragraph", "text": "Apportez l’article et la facture dans les 30 jours. S’il est en stock, vous repartez avec l’autre ; la différence de prix est payée ou remboursée sur place."}]}]', '2026-11-27 14:29:36.942974+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6843-7516-be2a-e20ea143d8ba', 1, 'Comment renvoyer un article', '[{"path": ["Renvoyer un article, pas à pas"], "anchor": "renvoyer-un-article-pas-a-pas", "blocks": [{"kind": "list", "items": [{"text": "Dans votre compte, ouvrez la commande et choisissez « Renvoyer un article ».", "depth": 0}, {"text": "Imprimez l’étiquette, ou montrez le code au relais.", "depth": 0}, {"text": "Déposez le colis dans un Relais Voisin sous sept jours.", "depth": 0}], "ordered": true}]}, {"path": ["Combien coûte le retour ?"], "anchor": "combien-coute-le-retour", "blocks": [{"kind": "table", "rows": [["Retour", "Prix"], ["En magasin", "gratuit"], ["Relais Voisin, France", "4,50 €"], ["Relais Voisin, Belgique et Luxembourg", "6,50 €"], ["Colibri Express, Suisse", "14,90 €"], ["Enlèvement d’un meuble", "39 €"]]}, {"kind": "paragraph", "text": "Le prix est retenu sur le remboursement. Le retour d’un article défectueux ou d’une erreur de notre part est gratuit."}]}, {"path": ["Étiquette perdue"], "anchor": "etiquette-perdue", "blocks": [{"kind": "paragraph", "text": "Ouvrez de nouveau la commande et choisissez « Réimprimer l’étiquette ». Elle reste valable trente jours."}]}]', '2026-11-27 14:29:36.963771+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-684d-704c-b9db-95da148eaecd', 1, 'Remboursements', '[{"path": ["Quand serez-vous remboursé ?"], "anchor": "quand-serez-vous-rembourse", "blocks": [{"kind": "paragraph", "text": "Nous vérifions l’article dans les trois jours ouvrés après son arrivée et remboursons le jour même, par le moyen de paiement d’origine. La banque met ensuite ce temps :"}, {"kind": "table", "rows": [["Moyen de paiement", "Délai après notre ordre"], ["Carte bancaire", "3 à 5 jours ouvrés"], ["Portefeuille Volta", "1 jour"], ["Paiement en 3 ou 4 fois", "échéances annulées sous 5 jours"], ["Carte cadeau", "nouvelle carte tout de suite"], ["Virement", "2 à 3 jours ouvrés"]]}]}, {"path": ["Les frais de livraison sont-ils remboursés ?"], "anchor": "les-frais-de-livraison-sont-ils-rembourses", "blocks": [{"kind": "paragraph", "text": "Si vous renvoyez toute la commande dans les 14 jours, nous remboursons aussi la livraison au tarif le moins cher proposé. Pour un retour partiel ou plus tardif, les frais de livraison restent dus."}]}, {"path": ["Retour d’un cadeau"], "anchor": "retour-d-un-cadeau", "blocks": [{"kind": "paragraph", "text": "Le destinataire d’un cadeau est remboursé en carte cadeau ; l’acheteur n’en est pas informé."}]}]', '2026-11-27 14:29:36.973346+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-685f-749c-83d7-cde8b30965eb', 1, 'Délai pour renvoyer un article', '[{"path": ["Combien de temps avez-vous pour renvoyer un article ?"], "anchor": "combien-de-temps-avez-vous-pour-renvoyer-un-article", "blocks": [{"kind": "paragraph", "text": "Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient."}]}, {"path": ["Dans quel état ?"], "anchor": "dans-quel-etat", "blocks": [{"kind": "paragraph", "text": "L’article doit être complet, propre et pouvoir être revendu. Vous pouvez l’ouvrir et l’essayer chez vous, comme vous le feriez en magasin."}]}, {"path": ["Ce qui ne se renvoie pas"], "anchor": "ce-qui-ne-se-renvoie-pas", "blocks": [{"kind": "list", "items": [{"text": "les articles sur mesure ou personnalisés ;", "depth": 0}, {"text": "la literie et les matelas dont l’emballage d’hygiène est ouvert ;", "depth": 0}, {"text": "les plantes ;", "depth": 0}, {"text": "les cartes cadeaux.", "depth": 0}], "ordered": false}, {"kind": "paragraph", "text": "Un article arrivé défectueux se renvoie toujours, même s’il est dans cette liste."}]}]', '2026-11-27 14:29:36.991451+00');

INSERT INTO knowledge.passages VALUES
	('01a21d69-6817-75e7-9c88-05e52a53490d', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6816-70f1-a1b4-cc9cc6bb372c', 1, 0, 0, '{"Exchanging on line"}', 'exchanging-on-line', 'There is no exchange on line as such: return the item and order the other one. Delivery of the second order is free if you place it within seven days with the code you receive by e-mail.'),
	('01a21d69-6817-75e7-9c88-05e6d47e0568', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6816-70f1-a1b4-cc9cc6bb372c', 1, 1, 0, '{"Exchanging in a shop"}', 'exchanging-in-a-shop', 'Bring the item and the invoice within 30 days. If it is in stock you leave with the other one; the difference in price is paid or refunded on the spot.'),
	('01a21d69-681d-75b0-81bf-ee12187c3283', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6819-761f-8cc7-ff6bc767e197', 1, 0, 0, '{"Returning an item, step by step"}', 'returning-an-item-step-by-step', '1. In your account, open the order and choose “Return an item”.
2. Print the label, or show the code at the pick-up point.
3. Leave the parcel at a Relais Voisin point within seven days.'),
	('01a21d69-681d-75b0-81bf-ee13e6a6811c', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6819-761f-8cc7-ff6bc767e197', 1, 1, 0, '{"How much does a return cost?"}', 'how-much-does-a-return-cost', 'Return | Price
In a shop | free
Relais Voisin, France | €4.50
Relais Voisin, Belgium and Luxembourg | €6.50
Colibri Express, Switzerland | €14.90
Collection of furniture | €39

The price is taken off the refund. Returning a defective item, or one we sent by mistake, is free.'),
	('01a21d69-681d-75b0-81bf-ee1444965781', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6819-761f-8cc7-ff6bc767e197', 1, 2, 0, '{"Lost label"}', 'lost-label', 'Open the order again and choose “Print the label again”. It stays valid for thirty days.'),
	('01a21d69-6820-72fc-8ccd-64c773ebb373', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-681e-72f5-b6e3-ddfd613dd3f8', 1, 0, 0, '{"When will you be refunded?"}', 'when-will-you-be-refunded', 'We check the item within three working days of its arrival and refund it the same day, by the original means of payment. The bank then takes this long:

Means of payment | Time after our order
Bank card | 3 to 5 working days
Volta wallet | 1 day
Payment in 3 or 4 instalments | instalments cancelled within 5 days
Gift card | new card at once
Bank transfer | 2 to 3 working days'),
	('01a21d69-6820-72fc-8ccd-64c80448c00c', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-681e-72f5-b6e3-ddfd613dd3f8', 1, 1, 0, '{"Are delivery costs refunded?"}', 'are-delivery-costs-refunded', 'If you return the whole order within 14 days, we also refund delivery at the cheapest rate offered. For a partial or later return, delivery costs remain due.'),
	('01a21d69-6820-72fc-8ccd-64c94195383d', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-681e-72f5-b6e3-ddfd613dd3f8', 1, 2, 0, '{"Returning a present"}', 'returning-a-present', 'Whoever received a present is refunded by gift card; the buyer is not told.'),
	('01a21d69-682d-76d5-8111-6b069a41fa4d', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6827-70eb-9530-46d34a837685', 1, 0, 0, '{"How long do you have to return an item?"}', 'how-long-do-you-have-to-return-an-item', 'You have 30 days from delivery to send an item back, without giving a reason. This is longer than the legal right of withdrawal of 14 days, which it includes.'),
	('01a21d69-682d-76d5-8111-6b079f890319', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6827-70eb-9530-46d34a837685', 1, 1, 0, '{"In what condition?"}', 'in-what-condition', 'The item must be complete, clean and fit to be sold again. You may open it and try it at home, as you would in a shop.'),
	('01a21d69-682d-76d5-8111-6b08ab1f74a2', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6827-70eb-9530-46d34a837685', 1, 2, 0, '{"What cannot be returned"}', 'what-cannot-be-returned', '- items made to measure or personalised;
- bedding and mattresses whose hygiene wrapping has been opened;
- plants;
- gift cards.

An item that arrived defective can always be returned, even if it is on this list.'),
	('01a21d69-6838-71c5-9c96-ac82daf1b94f', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-682e-7049-82dc-81d481ac6fef', 1, 0, 0, '{"Échanger en ligne"}', 'echanger-en-ligne', 'L’échange en ligne n’existe pas comme tel : renvoyez l’article et commandez l’autre. La livraison de la seconde commande est offerte si vous la passez dans les sept jours avec le code reçu par e-mail.'),
	('01a21d69-6838-71c5-9c96-ac83ffd904b5', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-682e-7049-82dc-81d481ac6fef', 1, 1, 0, '{"Échanger en magasin"}', 'echanger-en-magasin', 'Apportez l’article et la facture dans les 30 jours. S’il est en stock, vous repartez avec l’autre ; la différence de prix est payée ou remboursée sur place.'),
	('01a21d69-6849-711c-80af-1fd440300d24', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6843-7516-be2a-e20ea143d8ba', 1, 0, 0, '{"Renvoyer un article, pas à pas"}', 'renvoyer-un-article-pas-a-pas', '1. Dans votre compte, ouvrez la commande et choisissez « Renvoyer un article ».
2. Imprimez l’étiquette, ou montrez le code au relais.
3. Déposez le colis dans un Relais Voisin sous sept jours.'),
	('01a21d69-6849-711c-80af-1fd597183778', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6843-7516-be2a-e20ea143d8ba', 1, 1, 0, '{"Combien coûte le retour ?"}', 'combien-coute-le-retour', 'Retour | Prix
En magasin | gratuit
Relais Voisin, France | 4,50 €
Relais Voisin, Belgique et Luxembourg | 6,50 €
Colibri Express, Suisse | 14,90 €
Enlèvement d’un meuble | 39 €

Le prix est retenu sur le remboursement. Le retour d’un article défectueux ou d’une erreur de notre part est gratuit.'),
	('01a21d69-6849-711c-80af-1fd69dd793bf', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6843-7516-be2a-e20ea143d8ba', 1, 2, 0, '{"Étiquette perdue"}', 'etiquette-perdue', 'Ouvrez de nouveau la commande et choisissez « Réimprimer l’étiquette ». Elle reste valable trente jours.'),
	('01a21d69-6855-7344-be4c-04d39e613e26', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-684d-704c-b9db-95da148eaecd', 1, 0, 0, '{"Quand serez-vous remboursé ?"}', 'quand-serez-vous-rembourse', 'Nous vérifions l’article dans les trois jours ouvrés après son arrivée et remboursons le jour même, par le moyen de paiement d’origine. La banque met ensuite ce temps :

Moyen de paiement | Délai après notre ordre
Carte bancaire | 3 à 5 jours ouvrés
Portefeuille Volta | 1 jour
Paiement en 3 ou 4 fois | échéances annulées sous 5 jours
Carte cadeau | nouvelle carte tout de suite
Virement | 2 à 3 jours ouvrés'),
	('01a21d69-6855-7344-be4c-04d4ba81308b', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-684d-704c-b9db-95da148eaecd', 1, 1, 0, '{"Les frais de livraison sont-ils remboursés ?"}', 'les-frais-de-livraison-sont-ils-rembourses', 'Si vous renvoyez toute la commande dans les 14 jours, nous remboursons aussi la livraison au tarif le moins cher proposé. Pour un retour partiel ou plus tardif, les frais de livraison restent dus.'),
	('01a21d69-6855-7344-be4c-04d5255327ed', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-684d-704c-b9db-95da148eaecd', 1, 2, 0, '{"Retour d’un cadeau"}', 'retour-d-un-cadeau', 'Le destinataire d’un cadeau est remboursé en carte cadeau ; l’acheteur n’en est pas informé.'),
	('01a21d69-6868-77ba-8fa5-a5afdb25251b', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-685f-749c-83d7-cde8b30965eb', 1, 0, 0, '{"Combien de temps avez-vous pour renvoyer un article ?"}', 'combien-de-temps-avez-vous-pour-renvoyer-un-article', 'Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.'),
	('01a21d69-6868-77ba-8fa5-a5b0d72be20a', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-685f-749c-83d7-cde8b30965eb', 1, 1, 0, '{"Dans quel état ?"}', 'dans-quel-etat', 'L’article doit être complet, propre et pouvoir être revendu. Vous pouvez l’ouvrir et l’essayer chez vous, comme vous le feriez en magasin.'),
	('01a21d69-6868-77ba-8fa5-a5b1221d857e', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-685f-749c-83d7-cde8b30965eb', 1, 2, 0, '{"Ce qui ne se renvoie pas"}', 'ce-qui-ne-se-renvoie-pas', '- les articles sur mesure ou personnalisés ;
- la literie et les matelas dont l’emballage d’hygiène est ouvert ;
- les plantes ;
- les cartes cadeaux.

Un article arrivé défectueux se renvoie toujours, même s’il est dans cette liste.');

INSERT INTO knowledge.revisions VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-6871-7453-8203-31254f245395');

INSERT INTO ledger.checkpoints VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', 28, 'limpide/ledger/01a21d69-53b0-707f-b257-f1cf52a90938
28
DTJZYUJksSwyCCfNrY4faXsXL/lG8GNEvayRz6g/LUU=

— limpide/ledger/01a21d69-53b0-707f-b257-f1cf52a90938 Hkvu0d3Hn7/lwYPLl0sPIdrIDxAcQSBVYx7OqIqV/iqQ1s5/bS99BSSwU+NTXwWLSom3JNaeFKb4v0XHCxo8YIXY8As=
', '2026-11-27 14:29:57.653889+00'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 89, 'limpide/ledger/01a21d69-53b0-707f-b257-f1cf52a90938
89
KqrObFL1nQ0R1F6SRf9BY9nC1YP/gAE8iRJ4MJQMsLA=

— limpide/ledger/01a21d69-53b0-707f-b257-f1cf52a90938 Hkvu0Vy62L4pl9p//A+2PX1ajovFfUyTsl2m3LV5TMdYc0rNxwmoXLbPJ6eBXZcTwSJAjzR6HUwhQvOkiS4FJTikQw4=
', '2026-11-27 14:30:58.373433+00');

INSERT INTO ledger.entries VALUES
	('01a21d69-53c3-77e8-b451-c2361b1bc91e', '01a21d69-53b0-707f-b257-f1cf52a90938', 'advisor.invited', '01a21d69-53c2-731e-9dd1-03848a0b574d', 'advisor', 'system', 'demo', 'demo', '{}', '2026-11-27 14:29:31.715659+00', '\x54b31884c8a6812b1fdb6cb384fec8b9', '\x19342ea3206250977b8909241094281f6b3c22e4ff777d91f4a8599d3e1d8a8a', '787'),
	('01a21d69-56ea-730c-a73b-cfb77dbd2701', '01a21d69-53b0-707f-b257-f1cf52a90938', 'advisor.password_set', '01a21d69-53c2-731e-9dd1-03848a0b574d', 'own choice', 'system', 'advisors', 'advisors', '{}', '2026-11-27 14:29:32.522285+00', '\x6925c1a0633f874f111037a41d67348c', '\x44d7c522d074ab7dd6065051d1acc03a54478e703b7bf7c91a2fa4c81885147c', '787'),
	('01a21d69-56f5-7391-a612-563c2bf47fc4', '01a21d69-53b0-707f-b257-f1cf52a90938', 'advisor.invited', '01a21d69-56f1-7778-8240-e69ce3a2bc61', 'advisor lead', 'system', 'demo', 'demo', '{}', '2026-11-27 14:29:32.53372+00', '\xbf2ef7068d139e10919928a5e8f165e4', '\xa450f40134fcb4e254db138c2053041a36828800e424731ac16ed6028e2421e9', '787'),
	('01a21d69-59e2-7638-b776-316fed0017fa', '01a21d69-53b0-707f-b257-f1cf52a90938', 'advisor.password_set', '01a21d69-56f1-7778-8240-e69ce3a2bc61', 'own choice', 'system', 'advisors', 'advisors', '{}', '2026-11-27 14:29:33.282675+00', '\xe27d31c99de393e69533a7d642e58315', '\x0e51ed92746fcda5bb99f0fa6eb1a19921c7c8f262867ab506e7ef6753ef68b0', '787'),
	('01a21d69-59f1-75ef-90c0-67cc9e6b63d6', '01a21d69-53b0-707f-b257-f1cf52a90938', 'advisor.invited', '01a21d69-59e4-71aa-bb3b-5f0c890430bc', 'knowledge_owner', 'system', 'demo', 'demo', '{}', '2026-11-27 14:29:33.297288+00', '\x0f53636add846382cfc2ca329d8005e3', '\x8b83c07fdd62f85241a4816d97ad1e1a59c5bb53dcb9c6fe5f2689f309a8edb8', '787'),
	('01a21d69-5cde-7177-a28f-d56b755bce4f', '01a21d69-53b0-707f-b257-f1cf52a90938', 'advisor.password_set', '01a21d69-59e4-71aa-bb3b-5f0c890430bc', 'own choice', 'system', 'advisors', 'advisors', '{}', '2026-11-27 14:29:34.04615+00', '\xe289021b06f9beffb3fe14f51ed23d69', '\xcccc2003442fd9305cceac73b589b8ce91c67ba72ca7b166091af1beb56e20b8', '787'),
	('01a21d69-5cde-7177-a28f-d56d51ee1093', '01a21d69-53b0-707f-b257-f1cf52a90938', 'advisor.invited', '01a21d69-5cde-7177-a28f-d56c79d5a3a5', 'auditor', 'system', 'demo', 'demo', '{}', '2026-11-27 14:29:34.046879+00', '\x2e03f0cbb8f7574850aaa15100d45df3', '\xf3ced38bee6c0a00e671f011b62f1850ed37f5347a7d007971383857d2439c69', '787'),
	('01a21d69-5fba-712d-ac91-783ef3b3cf2e', '01a21d69-53b0-707f-b257-f1cf52a90938', 'advisor.password_set', '01a21d69-5cde-7177-a28f-d56c79d5a3a5', 'own choice', 'system', 'advisors', 'advisors', '{}', '2026-11-27 14:29:34.778112+00', '\x1603211ee82ecb885573e026e76b0403', '\x0a8ebc896e1f3e8092e54927522348f6872d07b40a59d60d419ab3b991ab8ee0', '787'),
	('01a21d69-5fba-712d-ac91-78408e78776b', '01a21d69-53b0-707f-b257-f1cf52a90938', 'advisor.invited', '01a21d69-5fba-712d-ac91-783f68d26f3d', 'admin advisor knowledge_owner lead', 'system', 'demo', 'demo', '{}', '2026-11-27 14:29:34.77899+00', '\xa508cd1ee81848f90268773fee86772b', '\x9da76aa6e9584ee478d0699c7541dddd785763caccbb85b7062f36e2473a020c', '787'),
	('01a21d69-6285-765d-a227-bef35c81700b', '01a21d69-53b0-707f-b257-f1cf52a90938', 'advisor.password_set', '01a21d69-5fba-712d-ac91-783f68d26f3d', 'own choice', 'system', 'advisors', 'advisors', '{}', '2026-11-27 14:29:35.493272+00', '\x837010afccc4a5ec4876d32924c97f21', '\xdd69018ed7fe4ba3092df0a6bafeadfdf1d5546fef0a610dbdd209631cf9f4b3', '787'),
	('01a21d69-62c6-752e-a871-bb8657a10b65', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contact.created', '01a21d69-62bd-71ed-b5e0-d0f5b7c58b03', 'wrote by email', 'system', 'demo', 'demo', '{}', '2026-11-27 14:29:35.558789+00', '\xa227379a77ce7bf9d36ab4b56f2ea378', '\xec2a40d0a88028365aa6f700c49a414f1ce9bc92a8367c68c0a532f117c42f4b', '787'),
	('01a21d69-62e2-743e-835c-0103c296ef78', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contact.created', '01a21d69-62d6-710f-b9f5-bf476c73d5ad', 'wrote by email', 'system', 'demo', 'demo', '{}', '2026-11-27 14:29:35.586014+00', '\x930622184d17aae4c708cf70d7c43c05', '\x5bbdecb3a76e2de364603dc43c99d6d78054399b93bb10bfb1274ab2a9a6c3e7', '787'),
	('01a21d69-62f5-7162-a4a7-f9d36d9ebaf6', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contact.created', '01a21d69-62ed-7759-96be-0b0dc5cdab03', 'wrote by email', 'system', 'demo', 'demo', '{}', '2026-11-27 14:29:35.605241+00', '\x324778a758ca00dfffa5cd95015872a2', '\x71280aa0a3f2249648c7a0685064f9575a5238fb012fc6aab435bcd7f6017269', '787'),
	('01a21d69-62f9-72ff-85d3-bd17e859262c', '01a21d69-53b0-707f-b257-f1cf52a90938', 'preference.ai_mode', '01a21d69-62ed-7759-96be-0b0dc5cdab03', 'none', 'system', 'demo', 'demo', '{}', '2026-11-27 14:29:35.609233+00', '\x12554196e0f7a70202fbcb22d818d5fb', '\xa016811b237b71117d03223d4a965a713d90e0ad1ff2ff237aabe2b0a11f5b02', '787'),
	('01a21d69-6332-73ff-a2a1-983a2d3d68f6', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contact.created', '01a21d69-6331-73b8-9a31-6bd4a942d6f8', 'wrote by email', 'system', 'demo', 'demo', '{}', '2026-11-27 14:29:35.666261+00', '\xaeb1b6e15f4d3ee1c652dc5a496eabca', '\x1f269b10928a78f96ee459184e2b0c056c2d41faf43b70c735af3ea8334b5da9', '787'),
	('01a21d69-6335-753b-b07e-464a15106279', '01a21d69-53b0-707f-b257-f1cf52a90938', 'preference.ai_mode', '01a21d69-6331-73b8-9a31-6bd4a942d6f8', 'reviewed', 'system', 'demo', 'demo', '{}', '2026-11-27 14:29:35.669246+00', '\xc0a3d103683e9e470383e6d9d60e4227', '\x902e4cef9c394e7769dfbe1a2cf3f8b7f2722ce77a1e4f0d4f41c7b2741ed831', '787'),
	('01a21d69-633a-74e1-92cb-d0e6d5b7f961', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contact.created', '01a21d69-6337-764a-8bf8-6e8c0ac5933e', 'wrote by email', 'system', 'demo', 'demo', '{}', '2026-11-27 14:29:35.674799+00', '\x1e458e27493cf5d366e112cb160a662e', '\x9cbafb11074679817872b121477a52b15741b83ead4fab5d6c12888db03f0f57', '787'),
	('01a21d69-63be-7226-ae52-50c09d6dfead', '01a21d69-53b0-707f-b257-f1cf52a90938', 'actions.published', '01a21d69-53b0-707f-b257-f1cf52a90938', 'shop', 'system', 'demo', 'demo', '{"name": "shop", "version": 1}', '2026-11-27 14:29:35.806328+00', '\xd05262e3dca0e41e67677b47d9a8e177', '\xfadd58d5944ec0dce405eb1531512fd0e740e9876d593db9db796579445c6c48', '787'),
	('01a21d69-6416-724a-8032-966196ebd5bf', '01a21d69-53b0-707f-b257-f1cf52a90938', 'connector.changed', '01a21d69-53b0-707f-b257-f1cf52a90938', 'shop', 'system', 'demo', 'demo', '{"name": "shop", "version": 0}', '2026-11-27 14:29:35.894424+00', '\x0be73b856dedeb765e301c476e6758f7', '\xeb3a9a680dc94c6d28d2d4d3b5ba4627d415a36174f17284eedafe1fab755138', '787'),
	('01a21d69-64c8-76a1-b547-2b154d8bbc2e', '01a21d69-53b0-707f-b257-f1cf52a90938', 'flow.published', '01a21d69-53b0-707f-b257-f1cf52a90938', 'cancel_order', 'system', 'demo', 'demo', '{"name": "cancel_order", "version": 1}', '2026-11-27 14:29:36.072101+00', '\x1703ccecfe66cbe2d5e438f170f91bba', '\x125437129e1a1f834a06278a7ed225a5c1763cd956f1c6b3ca75cc4323538764', '787'),
	('01a21d69-64f2-756e-b286-ca0a3dcc9839', '01a21d69-53b0-707f-b257-f1cf52a90938', 'flow.published', '01a21d69-53b0-707f-b257-f1cf52a90938', 'complaint', 'system', 'demo', 'demo', '{"name": "complaint", "version": 1}', '2026-11-27 14:29:36.114483+00', '\xb8f40055966ac95ff66c3e71daf4f89c', '\x77caa4b45c6398f2b356ed13b6d8572e4990d0235d51b939f03cddaa17df969e', '787'),
	('01a21d69-6565-7401-9540-3ede9ec44f11', '01a21d69-53b0-707f-b257-f1cf52a90938', 'flow.published', '01a21d69-53b0-707f-b257-f1cf52a90938', 'delivery_change', 'system', 'demo', 'demo', '{"name": "delivery_change", "version": 1}', '2026-11-27 14:29:36.22956+00', '\x3effe3adf3cc07fbb7389913e5576f90', '\x9a2cb9736bff37db0b66247844f0ce802750afb58f1bb4c8d78fa0b3489f3710', '787'),
	('01a21d69-65c5-7414-ace1-484bdadfbddf', '01a21d69-53b0-707f-b257-f1cf52a90938', 'flow.published', '01a21d69-53b0-707f-b257-f1cf52a90938', 'order_status', 'system', 'demo', 'demo', '{"name": "order_status", "version": 1}', '2026-11-27 14:29:36.325844+00', '\x287d92d95d2cd0efd742ad78b75fbbc1', '\x9fca3b896a6cf1dbdeec88f297cb3411161e72f14520d31fc6837820f67dff41', '787'),
	('01a21d69-6629-7367-852e-54d8e6143116', '01a21d69-53b0-707f-b257-f1cf52a90938', 'flow.published', '01a21d69-53b0-707f-b257-f1cf52a90938', 'product_advice', 'system', 'demo', 'demo', '{"name": "product_advice", "version": 1}', '2026-11-27 14:29:36.425635+00', '\x62b5f849e99fe5a3cb942b957319614d', '\xde2e886d3db0ce0f6d687c1f14eb4623f5b5ac6133c136dd9a233bf904ec7215', '787'),
	('01a21d69-6676-74f7-b358-918405f0b46d', '01a21d69-53b0-707f-b257-f1cf52a90938', 'flow.published', '01a21d69-53b0-707f-b257-f1cf52a90938', 'refund_status', 'system', 'demo', 'demo', '{"name": "refund_status", "version": 1}', '2026-11-27 14:29:36.502494+00', '\x210676cb7767c147bbad5fb75b2f6e54', '\x3172eec7f40d1de17a2066aca732a1846cbb0c08c2f874a902299c839c2301f0', '787'),
	('01a21d69-6722-75a7-b34a-477af9fda617', '01a21d69-53b0-707f-b257-f1cf52a90938', 'flow.published', '01a21d69-53b0-707f-b257-f1cf52a90938', 'return_item', 'system', 'demo', 'demo', '{"name": "return_item", "version": 1}', '2026-11-27 14:29:36.674132+00', '\x161d8d368230e780ba2007b406cd7849', '\x2d6f368e4c67520bcb5b3648970e4c23d0e701f514642679c854d9c7083a05bf', '787'),
	('01a21d69-6785-726d-b15d-5e5d0a6dd7dc', '01a21d69-53b0-707f-b257-f1cf52a90938', 'flow.published', '01a21d69-53b0-707f-b257-f1cf52a90938', 'warranty_claim', 'system', 'demo', 'demo', '{"name": "warranty_claim", "version": 1}', '2026-11-27 14:29:36.77393+00', '\x197a6be7a998595f966eefa82f074743', '\x90d090e7304fe203c51b01bc2403962199e6c825f3954b85dc2ca6bfdffd4198', '787'),
	('01a21d69-6872-728a-9873-510065bfd5f6', '01a21d69-53b0-707f-b257-f1cf52a90938', 'knowledge.read', '01a21d69-6810-70c4-83cb-54caeac634c7', '', 'system', 'demo', 'demo', '{"added": 8, "retired": 0, "updated": 0}', '2026-11-27 14:29:37.010584+00', '\x7c6d9eb62a08e00b85cf8f745218c92d', '\x8afac95f8edf991176712dd715d3a9f90f23a746dea501deeaddc6878a5df432', '788'),
	('01a21d69-f26a-7754-886d-0a6804f8ab54', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d69-f1f4-700d-890c-cff1339f6e20', 'service by email', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d69-62ed-7759-96be-0b0dc5cdab03"}', '2026-11-27 14:30:12.330546+00', '\xf3ebe44ea511a2fd67de07870749193f', '\xf647201d2a5c5fc7bfeddecd5c9b033da301a63f71a97e11a5aa3fc824397757', '817'),
	('01a21d69-f27d-733d-89ad-95d9ea9d6a1b', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d69-f21a-76d2-a7d4-48640731dc50', 'security by email', 'system', 'flows.identity', '', '{"basis": "legitimate_interest", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d69-62bd-71ed-b5e0-d0f5b7c58b03"}', '2026-11-27 14:30:12.349787+00', '\x209ce28d4de1d4e70dffb39779cb0ec7', '\xd5de9d6f0ff8796add2d61b8a93722631afcc9ecd84d59276d6db6cad10e4c57', '822'),
	('01a21d69-f284-7110-aa3f-0044bb2c8037', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d69-f249-72a3-9ea5-73f0aa5272c1', 'service by email', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d69-62d6-710f-b9f5-bf476c73d5ad"}', '2026-11-27 14:30:12.356925+00', '\x4a9235448edb47d29a214c08ca2f9885', '\x37a015ae66090191650d276298f824a7e2794e596055f50926b2272b974e660b', '819'),
	('01a21d69-f294-7397-ba81-da19bf014354', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversation.handed_over', '01a21d69-68ca-7797-bd20-fb966f4744e1', 'asked', 'ai', 'limpide-extractive', 'limpide-extractive', '{}', '2026-11-27 14:30:12.372197+00', '\xb6732b3749e0faf4f88718b1bc3ea659', '\xd827011c08ce832401f6dde0b08b24e5125ffc789d4f047369f34ca0179cb450', '817'),
	('01a21d69-f2a9-77c0-b992-0393baa4c2bc', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversation.handed_over', '01a21d69-68ba-7219-92ea-ebcb51a35f2e', 'no_answer', 'ai', 'limpide-extractive', 'limpide-extractive', '{}', '2026-11-27 14:30:12.393984+00', '\xb4871b66b89c90d085ca602c6470295e', '\x24a1461224fcde71c484d50c2fb79f5ce11ad7abc83dc5e455e7f6d6c4687811', '819'),
	('01a21d6a-7b15-76f3-9205-519662ca4451', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversation.handed_over', '01a21d6a-58f1-77e6-b940-45957f00fe33', 'asked', 'ai', 'limpide-extractive', 'limpide-extractive', '{}', '2026-11-27 14:30:47.317668+00', '\x5ffd4af7e8a7b42860cd7dc36a2946e2', '\x89a9cd2fcab63d67a87f70c5b556bc7e80b1618e60e6cf337bae30d00c36089d', '1098'),
	('01a21d69-f2c9-7207-9a9f-b8a29c039009', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d69-f253-763b-9798-868a8b4916e9', 'service by email', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d69-6331-73b8-9a31-6bd4a942d6f8"}', '2026-11-27 14:30:12.425227+00', '\xe51b5c2417389dec3c00d6afd299ef1b', '\x3b0c1f3d935664c0eb13bad1afdee19114418aafe66d6cfd75158a6d8be443a3', '820'),
	('01a21d69-f2f5-772a-bf18-b6bf15bde5a5', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversation.handed_over', '01a21d69-68e4-769f-81b4-8504d899b6b3', 'ai_mode', 'ai', 'limpide-extractive', 'limpide-extractive', '{}', '2026-11-27 14:30:12.46931+00', '\x06445ba9edefe2bf725d08b618f4d419', '\xae7950ab32deec2dd5e227a998e4435820cef2becf4525f5935e9476f1231ff4', '820'),
	('01a21d6a-1eef-73f4-a927-99abaa32b2f6', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-1eb9-705d-92e4-ef1b62504dc5', 'service by email', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "ai", "choice": "", "ladder": "", "contact": "01a21d6a-1b61-73e1-bdf6-da4b8b3ad740"}', '2026-11-27 14:30:23.727634+00', '\x715aa842bc485bdc923a3735a4e5512a', '\x459bf5fc5fbc8d1509a76a9040563f95be0c6fbfafad58f429f9064056ea7d37', '976'),
	('01a21d6a-5b16-7644-b5ad-f12a82320d42', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-5af4-702a-95a9-fea4bfbf051a', 'service by chat', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "ai", "choice": "", "ladder": "", "contact": "01a21d6a-589d-7213-b09c-1e6593e34f8b"}', '2026-11-27 14:30:39.126462+00', '\xff9b0169eceac2383bcba983e0cec4b4', '\xee5475daff95bbbaf8da0bf94bbc7d2e47f2b39a2fc0d24feed5d96c818c19ed', '1048'),
	('01a21d69-f34d-72d8-85f0-69bf392a2418', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d69-f339-7382-bde3-849a3177c4c9', 'service by email', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "ai", "choice": "", "ladder": "", "contact": "01a21d69-62bd-71ed-b5e0-d0f5b7c58b03"}', '2026-11-27 14:30:12.557323+00', '\x963fb022da89a22b029aa081a130079c', '\x2b5435acbfe301d4e340afecaf32c6fbca1b16c095014103d208a17f268516b8', '825'),
	('01a21d6a-0151-709f-9041-4ae42b997687', '01a21d69-53b0-707f-b257-f1cf52a90938', 'api.key_created', '01a21d6a-0145-7011-83a4-818874fc1e56', 'scopes contacts:read contacts:write conversations:read conversations:write messages:write messages:read campaigns:read campaigns:write campaigns:send knowledge:read knowledge:write ask reviews:read reviews:write webhooks rights insights:read', 'system', 'operator', 'operator', '{}', '2026-11-27 14:30:16.145359+00', '\xbf8f1bc2e9a6f84b7efbeace28e5f925', '\xcd67178ad209b1d83d99d669c450011560d3795f3ad1ed601188b4905eb63d47', '867'),
	('01a21d6a-138e-7160-8380-d1bc5a194a4c', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contacts.imported', '01a21d69-53b0-707f-b257-f1cf52a90938', 'api', 'api', '01a21d6a-0145-7011-83a4-818874fc1e56', 't2', '{"created": 8, "refused": 0, "updated": 0}', '2026-11-27 14:30:20.814201+00', '\x44610fa6dc5b6365bb5bbc31463a7e7d', '\xc7bab70a75835b2739b1866397c84aa90712d6aed60f3c7cde2ebe2f0d28ebb8', '869'),
	('01a21d6a-14b2-702c-be1f-30aabb060068', '01a21d69-53b0-707f-b257-f1cf52a90938', 'template.saved', '01a21d6a-14a5-72dc-9951-936b27b6db16', 'version 1', 'api', '01a21d6a-0145-7011-83a4-818874fc1e56', 't2', '{}', '2026-11-27 14:30:21.106598+00', '\xe44e71c83f402369fe9ace82942812e1', '\xdb3dafc166c17c58ad34afa2a97a9870e94538dc85db7f2f4374a5f3623a7766', '870'),
	('01a21d6a-14f9-7670-9096-eab627b06005', '01a21d69-53b0-707f-b257-f1cf52a90938', 'template.published', '01a21d6a-14a5-72dc-9951-936b27b6db16', 'version 1', 'api', '01a21d6a-0145-7011-83a4-818874fc1e56', 't2', '{}', '2026-11-27 14:30:21.177657+00', '\x4bcd623427c1b830910c15b157966dfe', '\xce32e804247a6af9aabe0f1612bd761913c4305e280165eaadc25452a8fb1811', '871'),
	('01a21d6a-1601-7736-9966-c7d3edcc555e', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-1599-73b0-bd9e-3dc0ed6c9956', 'order by email', 'api', '01a21d6a-0145-7011-83a4-818874fc1e56', 't2', '{"basis": "contract", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d6a-1344-7791-bfd6-d4af556ab1a6"}', '2026-11-27 14:30:21.441634+00', '\xf9d91b85aa4af4b37182b3de39018c7d', '\x7771a52e74ae01f2d1ebe01b532636ecbcefc5cb593d02c30673654538739c72', '873'),
	('01a21d6a-1668-74de-af05-bc654cde63ec', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-1656-7197-90a3-89324ce97c90', 'order by email', 'api', '01a21d6a-0145-7011-83a4-818874fc1e56', 't2', '{"basis": "contract", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d6a-1344-7791-bfd6-d4ae40e9546c"}', '2026-11-27 14:30:21.544808+00', '\x59531588225639248b240611c3bc0033', '\x23248a144f9dd020cce5cc1613d34406327554b347bfdccd3e40073b62567145', '876'),
	('01a21d6a-16df-7426-b727-95433999b64f', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-16d1-761e-ad25-c507d22502d3', 'order by email', 'api', '01a21d6a-0145-7011-83a4-818874fc1e56', 't2', '{"basis": "contract", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d6a-1344-7791-bfd6-d4ad1f7ca637"}', '2026-11-27 14:30:21.663372+00', '\xd95a923eb995c73a97ef30ebcf37290e', '\xb33281f20dea3075c7f8545a008b96db4c6341a00b589aadf3b065eade7c9ee3', '879'),
	('01a21d6a-171b-751e-a41b-317d3354f45a', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-1712-760a-95d8-73b481619f9d', 'order by email', 'api', '01a21d6a-0145-7011-83a4-818874fc1e56', 't2', '{"basis": "contract", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d6a-1344-7791-bfd6-d4acea23ad99"}', '2026-11-27 14:30:21.723574+00', '\x920d24f38f00398d4cf27cffee23f145', '\x09ab65bc3c695afec0b6d859d13e91b1bb852351f13bc949e5c2cf52cc8bef8c', '883'),
	('01a21d6a-174d-747c-a353-113958b7f437', '01a21d69-53b0-707f-b257-f1cf52a90938', 'segment.saved', '01a21d6a-1743-764e-99fd-c8c3525d1253', 'all', 'api', '01a21d6a-0145-7011-83a4-818874fc1e56', 't2', '{}', '2026-11-27 14:30:21.773233+00', '\x7cfef4bfee20cdad8018fcfe78b63f03', '\xc15dd4caa34f369684d12e97867d1d7c2591c20488d08acfdb48de7530083154', '890'),
	('01a21d6a-178e-7424-8844-cc2e92c75b0b', '01a21d69-53b0-707f-b257-f1cf52a90938', 'campaign.planned', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', 'November', 'api', '01a21d6a-0145-7011-83a4-818874fc1e56', 't2', '{}', '2026-11-27 14:30:21.83864+00', '\x282a25aff98f2fb1d698e2f57386ea05', '\x6c53f2842ff3d244589e4986a1a971f197f7127187d8129699b89ad44eba3d9d', '894'),
	('01a21d6a-17d5-7588-91f6-143c3b825de8', '01a21d69-53b0-707f-b257-f1cf52a90938', 'campaign.started', '01a21d6a-1789-745e-b5e5-ceb33b7f7e42', 'November', 'api', '01a21d6a-0145-7011-83a4-818874fc1e56', 't2', '{}', '2026-11-27 14:30:21.909875+00', '\x56e0a8256e1f52d0af193ac9bc6c18a0', '\x6fc0b5a186c266f153f6fe3aaa226f215af92279ef61b70981dd7245ca75a782', '897'),
	('01a21d6a-1915-7586-888c-be1df186cc50', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contact.created', '01a21d6a-18ff-71e6-8b5d-317f7c5f78e0', 'wrote by email', 'contact', 'email', '', '{}', '2026-11-27 14:30:22.229395+00', '\xdaf311a4ddb2efbcf90d6ecc2ad6650c', '\x285fb1c4affb248564290ebe320cc355d51858e70ed7ee7874fc8149cf1bab64', '914'),
	('01a21d6a-1a17-754d-946b-615372e93603', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contact.created', '01a21d6a-1a16-72eb-950a-89a5bc60453e', 'wrote by email', 'contact', 'email', '', '{}', '2026-11-27 14:30:22.4877+00', '\xb2addfee757c589eb55bc837c467b3a7', '\x39f3d17057020a6b28ed2c5f803e4c2f90373129d61dbfe92585eb315860d222', '921'),
	('01a21d6a-1a89-7123-b643-6dba9ccd020e', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contact.created', '01a21d6a-1a87-70f5-8916-709d8d4e51a9', 'wrote by email', 'contact', 'email', '', '{}', '2026-11-27 14:30:22.601238+00', '\x23adf164ed764b9eba614b3ffb9593d1', '\x2edd216f0725f7130b89a68df44ca597fb2d16dedd0710ca4c966ea878eb1778', '929'),
	('01a21d6a-1afa-7298-ad2b-7b1c2a47a722', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contact.created', '01a21d6a-1af7-725f-a3b6-14e22c39ed15', 'wrote by email', 'contact', 'email', '', '{}', '2026-11-27 14:30:22.714591+00', '\x7bc76600e63cbf7c56b78e9c76ed3607', '\xc0ece15b869d309be98dd63851f05d2b854dd13d7c1c8ec6a65a46bd20cb0b69', '935'),
	('01a21d6a-1b68-76b5-9ef2-d99372f3bf11', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contact.created', '01a21d6a-1b61-73e1-bdf6-da4b8b3ad740', 'wrote by email', 'contact', 'email', '', '{}', '2026-11-27 14:30:22.824661+00', '\x1bda53429cf8128b8cb85f5682b3e6b3', '\xcd4809555937e87abea5563203dbbf6e58770eca47e2c7b90445663137328a95', '943'),
	('01a21d6a-1e5e-7137-a43f-5f1a4bb8b16f', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-1d7f-74f8-91e6-1ef913ea87eb', 'service by email', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "ai", "choice": "", "ladder": "", "contact": "01a21d6a-18ff-71e6-8b5d-317f7c5f78e0"}', '2026-11-27 14:30:23.582843+00', '\xdba7a8e0a2100b30f64b06420f6a59c5', '\x14e543d26fbcd263537ca777a28b3b4b4c40dee49c2f3427efd0ade5affdd879', '950'),
	('01a21d6a-1e83-742e-adff-dfce81e7283b', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-1e31-765d-a8ba-49e5fef7f1a1', 'service by email', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d6a-1a16-72eb-950a-89a5bc60453e"}', '2026-11-27 14:30:23.619361+00', '\xf64f212fba224d2d1094985f563b02ce', '\x62f2ef181740d685674bd76b5f43bba70beba093989c1d89fa1ce4401749c8b3', '947'),
	('01a21d6a-1ec1-71f8-8d97-323e49204a2d', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversation.handed_over', '01a21d6a-1a26-7423-93b6-309b8851210c', 'no_answer', 'ai', 'limpide-extractive', 'limpide-extractive', '{}', '2026-11-27 14:30:23.681608+00', '\x52c2008c15152fe839db3bd7b00b6796', '\x3d68e3790eb009a50d7b2340b73ccb0c11a881fd24681929b270b9c22116e261', '947'),
	('01a21d6a-1f09-71ba-9beb-ea6a09874ea9', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-1ea5-7647-a073-d6614c221dba', 'service by email', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d6a-1a87-70f5-8916-709d8d4e51a9"}', '2026-11-27 14:30:23.75303+00', '\xf0f4a0ad4d541daa7452f942f775cdef', '\x23b62d5c1f685b5d6ba466c1e51cbb753fa03547dc7ebb161ac717a415bf5807', '958'),
	('01a21d6a-1f39-72d4-afdb-baadb1276dbc', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversation.handed_over', '01a21d6a-1a8e-7599-bc24-552f9fecfa77', 'asked', 'ai', 'limpide-extractive', 'limpide-extractive', '{}', '2026-11-27 14:30:23.801079+00', '\x730f165491a860273203e5be17c200ee', '\x03f9511d9ac9a53ec403ec9ec5e1cf31d6b9e9f52b05910919cafca78df5a3d7', '958'),
	('01a21d6a-202c-77c9-9a5f-b66de5ede8d8', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-1fb0-74eb-95d5-6328ecd25915', 'service by email', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d6a-1af7-725f-a3b6-14e22c39ed15"}', '2026-11-27 14:30:24.044053+00', '\x117d5b17e45457408f96bad92bf50d03', '\xe42b85c47438c3c89cbccd1bc92e254f0f971483f68ce50a6995c90b735109c2', '975'),
	('01a21d6a-2069-71f9-adca-bb5455b9b422', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversation.handed_over', '01a21d6a-1aff-765a-a687-80576827c1d3', 'no_answer', 'ai', 'limpide-extractive', 'limpide-extractive', '{}', '2026-11-27 14:30:24.105872+00', '\x27df55e5eadf0624ca11a83ffef79dc9', '\x46d0d0b4c7b77dc52a1cd41c562b3d559a26e856ef21c6654c7a6b06336169f3', '975'),
	('01a21d6a-58a1-7321-be5b-f0e2a028ab1d', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contact.created', '01a21d6a-589d-7213-b09c-1e6593e34f8b', 'wrote by chat', 'contact', 'chat', '', '{}', '2026-11-27 14:30:38.49715+00', '\x66a8fa2494418fb7b4824d1593a8f9a9', '\x8ba1ecdc58088d15df7ce98138a302f45b548f9b671333287a1598c3f6bd635c', '1038'),
	('01a21d6a-6ae2-73f7-8bba-de1f214df320', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-6ab9-7573-803b-2204ca641326', 'service by chat', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "ai", "choice": "", "ladder": "", "contact": "01a21d6a-589d-7213-b09c-1e6593e34f8b"}', '2026-11-27 14:30:43.170555+00', '\x9ff2e1fcf6bdcaaa3a84d969429374c6', '\x46dc0a3ffe6d6ef8ccb70fc6a3c0f8aa951c9afd3be25ccef88266e9184cad93', '1072'),
	('01a21d6a-7af3-750a-bc26-4c3ec90226f1', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-7ad5-7684-9f91-7f92b8b5aacd', 'service by chat', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d6a-589d-7213-b09c-1e6593e34f8b"}', '2026-11-27 14:30:47.283064+00', '\x1d188e40149be976055b2e7823eeef03', '\x8ce3234779d32a821db55b3481330ac1e1bd9023a6027cc5df14602a0927aa6a', '1098'),
	('01a21d6a-8ae1-7202-85f6-1f6bcc6e1446', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contact.created', '01a21d6a-8add-76fd-a8f7-b9d7d34758e2', 'wrote by chat', 'contact', 'chat', '', '{}', '2026-11-27 14:30:51.361297+00', '\xf204643f8f52a034ff88f0e6bf401d5c', '\xfc9dc93ca710d01cc1ca9c63c1e1f6717945f9ead3cb4b695233400f2f970bba', '1132'),
	('01a21d6a-8c0f-708b-ac1f-7e59d0f8b895', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-8bf6-76c9-8a72-4626480199e2', 'service by chat', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "ai", "choice": "", "ladder": "", "contact": "01a21d6a-8add-76fd-a8f7-b9d7d34758e2"}', '2026-11-27 14:30:51.663638+00', '\x96b93b34a134f44488c0c13213f5b217', '\x336203cd7b30c5a5e208b46373297e895c73f7d85e52a4738019ecad88fcfe9a', '1145'),
	('01a21d6a-9c31-73d2-b5ca-754238eda8be', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-9c20-71e3-910f-d26697717414', 'security by email', 'system', 'flows.identity', '', '{"basis": "legitimate_interest", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d69-62bd-71ed-b5e0-d0f5b7c58b03"}', '2026-11-27 14:30:55.793357+00', '\xb30c15912d1289d6ccd31c9deefe5f24', '\x84fe4867c79ec01fcdee37948a72c0e73b7b09b062d6431e44b7c6cb9725afd1', '1169'),
	('01a21d6a-9d0f-7733-be32-d8d534fa0b14', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-9ce6-7746-bdcf-0b1833951a4a', 'service by chat', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "ai", "choice": "", "ladder": "", "contact": "01a21d6a-8add-76fd-a8f7-b9d7d34758e2"}', '2026-11-27 14:30:56.015841+00', '\x1db6a4275309cf9507556eddbe1aed77', '\x2cd3209d49ce6123f6646a5caed03ae517489bc6af7062b2346467bc744ff793', '1177'),
	('01a21d6a-bf47-7562-8a21-753d255acbcf', '01a21d69-53b0-707f-b257-f1cf52a90938', 'action.refused', '01a21d6a-b279-75f1-bb10-06ada8ea0e8d', 'wrong_facts', 'ai', 'limpide-extractive', 'limpide-extractive', '{"call": "01a21d6a-bf3d-7630-a39d-60fecb77b1eb", "action": "get_order"}', '2026-11-27 14:31:04.775516+00', '\xcfd32b066b48e78acff8d5e3ba0c32a7', '\x0d9e41155a20097618bab7f0bdc6286087f01b507cc9ce43ea47ab212cd4df29', '1239'),
	('01a21d6a-c011-74b2-87d5-3da287af5978', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-bff1-71ed-889b-108177fc4e0f', 'service by chat', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "ai", "choice": "", "ladder": "", "contact": "01a21d6a-aca8-7038-94ba-39e8d1d5dc2b"}', '2026-11-27 14:31:04.977381+00', '\x4c2e21a1ff208973d08d00cb27157ae8', '\x114d710bf12be56b8f43a59b003a3e160ee5525b206408867dd546fd4cf049d2', '1242'),
	('01a21d6a-d05e-74de-b4fe-ee2e8dfc03b0', '01a21d69-53b0-707f-b257-f1cf52a90938', 'review.proposed', '01a21d6a-d035-71e7-9a84-e4636e0e6059', 'knowledge', 'ai', 'limpide-extractive', 'limpide-extractive', '{}', '2026-11-27 14:31:09.150803+00', '\xe7e1b554dc971273a77c17bc02098003', '\xa3b6604c932c01469b1fb5841c6a5523e5f13102b3fa6a416552006cc03caf2e', '1272'),
	('01a21d6a-d162-74b9-b529-d76d727444b2', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-d142-7488-8bb9-15aca0cc8157', 'service by email', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d69-6331-73b8-9a31-6bd4a942d6f8"}', '2026-11-27 14:31:09.410501+00', '\x198a20f5d929a4cf9d704efba284c0c4', '\x26984a275aa85da0520336a98458da37d2e61e9e974ec73dfccbf9185de411dc', '1272'),
	('01a21d6a-d19d-75b1-ac2f-0ffff0733d97', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversation.handed_over', '01a21d6a-ce5e-7372-ac5c-6f5e0a95cc81', 'ai_mode', 'ai', 'limpide-extractive', 'limpide-extractive', '{}', '2026-11-27 14:31:09.469383+00', '\xcb8dda58ab70232667755a24489ebcc8', '\x0ac672dba2b1d1ef3d6461509e669f5dd804afd5e3673043a2b703945831789c', '1272'),
	('01a21d6a-acb7-76e0-b8a2-3a1325f061ef', '01a21d69-53b0-707f-b257-f1cf52a90938', 'contact.created', '01a21d6a-aca8-7038-94ba-39e8d1d5dc2b', 'wrote by chat', 'contact', 'chat', '', '{}', '2026-11-27 14:31:00.023412+00', '\x486796e58283e72833f783f42d3b215b', '\xbe784f909af24c0254e15ededd37392df7fbddd46aca66a9d1f5f1ff1c617147', '1197'),
	('01a21d6a-b3bf-7056-a512-64a4b577507d', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-b3a5-7488-9111-ba0b95a34467', 'service by chat', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "ai", "choice": "", "ladder": "", "contact": "01a21d6a-aca8-7038-94ba-39e8d1d5dc2b"}', '2026-11-27 14:31:01.823792+00', '\x43494c69b02db91b3c787edab8b2167e', '\x48650262e78d48edaac7efee2a473680b68a785d5e4952902838f5999c5ba477', '1214'),
	('01a21d6a-d17f-76a7-ac46-4b3543ee4078', '01a21d69-53b0-707f-b257-f1cf52a90938', 'message.requested', '01a21d6a-d162-74b9-b529-d76cadcbc7c2', 'service by email', 'ai', 'limpide-extractive', 'limpide-extractive', '{"basis": "contract", "place": 1, "author": "template", "choice": "", "ladder": "", "contact": "01a21d69-62ed-7759-96be-0b0dc5cdab03"}', '2026-11-27 14:31:09.439354+00', '\xd6f59cb415ecc0ad136b32babc668a3d', '\x6c1dfdb597566ce95419a7e737470402ac86aa652cf01961482b599206da38cd', '1280'),
	('01a21d6a-d19f-7479-a684-087724e75e44', '01a21d69-53b0-707f-b257-f1cf52a90938', 'conversation.handed_over', '01a21d6a-cef5-70ea-9278-845f07b44262', 'ai_mode', 'ai', 'limpide-extractive', 'limpide-extractive', '{}', '2026-11-27 14:31:09.471468+00', '\xb6a5678a82a74a91caeb297201ed0926', '\xe3a1674d73ead497c29be46e6b0420bb9eae074ccb2eb0fd22c7d2b0ed26afe4', '1280');

INSERT INTO ledger.leaves VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', 0, 'entry', '01a21d69-53c3-77e8-b451-c2361b1bc91e', 0, 787, '\x19342ea3206250977b8909241094281f6b3c22e4ff777d91f4a8599d3e1d8a8a'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 1, 'entry', '01a21d69-56ea-730c-a73b-cfb77dbd2701', 0, 787, '\x44d7c522d074ab7dd6065051d1acc03a54478e703b7bf7c91a2fa4c81885147c'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 2, 'entry', '01a21d69-56f5-7391-a612-563c2bf47fc4', 0, 787, '\xa450f40134fcb4e254db138c2053041a36828800e424731ac16ed6028e2421e9'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 3, 'entry', '01a21d69-59e2-7638-b776-316fed0017fa', 0, 787, '\x0e51ed92746fcda5bb99f0fa6eb1a19921c7c8f262867ab506e7ef6753ef68b0'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 4, 'entry', '01a21d69-59f1-75ef-90c0-67cc9e6b63d6', 0, 787, '\x8b83c07fdd62f85241a4816d97ad1e1a59c5bb53dcb9c6fe5f2689f309a8edb8'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 5, 'entry', '01a21d69-5cde-7177-a28f-d56b755bce4f', 0, 787, '\xcccc2003442fd9305cceac73b589b8ce91c67ba72ca7b166091af1beb56e20b8'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 6, 'entry', '01a21d69-5cde-7177-a28f-d56d51ee1093', 0, 787, '\xf3ced38bee6c0a00e671f011b62f1850ed37f5347a7d007971383857d2439c69'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 7, 'entry', '01a21d69-5fba-712d-ac91-783ef3b3cf2e', 0, 787, '\x0a8ebc896e1f3e8092e54927522348f6872d07b40a59d60d419ab3b991ab8ee0'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 8, 'entry', '01a21d69-5fba-712d-ac91-78408e78776b', 0, 787, '\x9da76aa6e9584ee478d0699c7541dddd785763caccbb85b7062f36e2473a020c'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 9, 'entry', '01a21d69-6285-765d-a227-bef35c81700b', 0, 787, '\xdd69018ed7fe4ba3092df0a6bafeadfdf1d5546fef0a610dbdd209631cf9f4b3'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 10, 'entry', '01a21d69-62c6-752e-a871-bb8657a10b65', 0, 787, '\xec2a40d0a88028365aa6f700c49a414f1ce9bc92a8367c68c0a532f117c42f4b'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 11, 'entry', '01a21d69-62e2-743e-835c-0103c296ef78', 0, 787, '\x5bbdecb3a76e2de364603dc43c99d6d78054399b93bb10bfb1274ab2a9a6c3e7'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 12, 'entry', '01a21d69-62f5-7162-a4a7-f9d36d9ebaf6', 0, 787, '\x71280aa0a3f2249648c7a0685064f9575a5238fb012fc6aab435bcd7f6017269'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 13, 'entry', '01a21d69-62f9-72ff-85d3-bd17e859262c', 0, 787, '\xa016811b237b71117d03223d4a965a713d90e0ad1ff2ff237aabe2b0a11f5b02'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 14, 'entry', '01a21d69-6332-73ff-a2a1-983a2d3d68f6', 0, 787, '\x1f269b10928a78f96ee459184e2b0c056c2d41faf43b70c735af3ea8334b5da9'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 15, 'entry', '01a21d69-6335-753b-b07e-464a15106279', 0, 787, '\x902e4cef9c394e7769dfbe1a2cf3f8b7f2722ce77a1e4f0d4f41c7b2741ed831'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 16, 'entry', '01a21d69-633a-74e1-92cb-d0e6d5b7f961', 0, 787, '\x9cbafb11074679817872b121477a52b15741b83ead4fab5d6c12888db03f0f57'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 17, 'entry', '01a21d69-63be-7226-ae52-50c09d6dfead', 0, 787, '\xfadd58d5944ec0dce405eb1531512fd0e740e9876d593db9db796579445c6c48'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 18, 'entry', '01a21d69-6416-724a-8032-966196ebd5bf', 0, 787, '\xeb3a9a680dc94c6d28d2d4d3b5ba4627d415a36174f17284eedafe1fab755138'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 19, 'entry', '01a21d69-64c8-76a1-b547-2b154d8bbc2e', 0, 787, '\x125437129e1a1f834a06278a7ed225a5c1763cd956f1c6b3ca75cc4323538764'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 20, 'entry', '01a21d69-64f2-756e-b286-ca0a3dcc9839', 0, 787, '\x77caa4b45c6398f2b356ed13b6d8572e4990d0235d51b939f03cddaa17df969e'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 21, 'entry', '01a21d69-6565-7401-9540-3ede9ec44f11', 0, 787, '\x9a2cb9736bff37db0b66247844f0ce802750afb58f1bb4c8d78fa0b3489f3710'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 22, 'entry', '01a21d69-65c5-7414-ace1-484bdadfbddf', 0, 787, '\x9fca3b896a6cf1dbdeec88f297cb3411161e72f14520d31fc6837820f67dff41'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 23, 'entry', '01a21d69-6629-7367-852e-54d8e6143116', 0, 787, '\xde2e886d3db0ce0f6d687c1f14eb4623f5b5ac6133c136dd9a233bf904ec7215'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 24, 'entry', '01a21d69-6676-74f7-b358-918405f0b46d', 0, 787, '\x3172eec7f40d1de17a2066aca732a1846cbb0c08c2f874a902299c839c2301f0'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 25, 'entry', '01a21d69-6722-75a7-b34a-477af9fda617', 0, 787, '\x2d6f368e4c67520bcb5b3648970e4c23d0e701f514642679c854d9c7083a05bf'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 26, 'entry', '01a21d69-6785-726d-b15d-5e5d0a6dd7dc', 0, 787, '\x90d090e7304fe203c51b01bc2403962199e6c825f3954b85dc2ca6bfdffd4198'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 27, 'entry', '01a21d69-6872-728a-9873-510065bfd5f6', 0, 788, '\x8afac95f8edf991176712dd715d3a9f90f23a746dea501deeaddc6878a5df432'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 28, 'passport', '01a21d69-f20a-7659-b8a6-03fea2c70999', 0, 817, '\xf4e799eb927b2198dac5322532ba65768cb596d14bcf38b44a901ffe132194c5'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 29, 'entry', '01a21d69-f26a-7754-886d-0a6804f8ab54', 0, 817, '\xf647201d2a5c5fc7bfeddecd5c9b033da301a63f71a97e11a5aa3fc824397757'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 30, 'entry', '01a21d69-f294-7397-ba81-da19bf014354', 0, 817, '\xd827011c08ce832401f6dde0b08b24e5125ffc789d4f047369f34ca0179cb450'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 31, 'passport', '01a21d69-f24d-7778-84cc-48dba8d682b3', 0, 819, '\xac425b8b452f25172d8a54ec6ac907524d9e205012d81fb17538ff32d5dcf3c7'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 32, 'entry', '01a21d69-f284-7110-aa3f-0044bb2c8037', 0, 819, '\x37a015ae66090191650d276298f824a7e2794e596055f50926b2272b974e660b'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 33, 'entry', '01a21d69-f2a9-77c0-b992-0393baa4c2bc', 0, 819, '\x24a1461224fcde71c484d50c2fb79f5ce11ad7abc83dc5e455e7f6d6c4687811'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 34, 'passport', '01a21d69-f255-7279-807b-420c5ca6c392', 0, 820, '\x12ba078bb438b1176125d1b8bcaa097bfb02a24b24723ab3f2337595c91dc2ff'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 35, 'entry', '01a21d69-f2c9-7207-9a9f-b8a29c039009', 0, 820, '\x3b0c1f3d935664c0eb13bad1afdee19114418aafe66d6cfd75158a6d8be443a3'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 36, 'entry', '01a21d69-f2f5-772a-bf18-b6bf15bde5a5', 0, 820, '\xae7950ab32deec2dd5e227a998e4435820cef2becf4525f5935e9476f1231ff4'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 37, 'passport', '01a21d69-f229-7083-9708-c8732682d682', 0, 822, '\x0629830e3d2e8e556ef44ed7948871cb741dcf33522aa4854619ccaa0510e0b2'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 38, 'entry', '01a21d69-f27d-733d-89ad-95d9ea9d6a1b', 0, 822, '\xd5de9d6f0ff8796add2d61b8a93722631afcc9ecd84d59276d6db6cad10e4c57'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 39, 'passport', '01a21d69-f33e-7059-8f8a-4c8543ad6191', 0, 825, '\xe2dbac2ee1b2af17b06c31e751b91d53c6c968030b6021ed44cdb1ff70b676d8'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 40, 'entry', '01a21d69-f34d-72d8-85f0-69bf392a2418', 0, 825, '\x2b5435acbfe301d4e340afecaf32c6fbca1b16c095014103d208a17f268516b8'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 41, 'entry', '01a21d6a-0151-709f-9041-4ae42b997687', 0, 867, '\xcd67178ad209b1d83d99d669c450011560d3795f3ad1ed601188b4905eb63d47'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 42, 'entry', '01a21d6a-138e-7160-8380-d1bc5a194a4c', 0, 869, '\xc7bab70a75835b2739b1866397c84aa90712d6aed60f3c7cde2ebe2f0d28ebb8'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 43, 'entry', '01a21d6a-14b2-702c-be1f-30aabb060068', 0, 870, '\xdb3dafc166c17c58ad34afa2a97a9870e94538dc85db7f2f4374a5f3623a7766'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 44, 'entry', '01a21d6a-14f9-7670-9096-eab627b06005', 0, 871, '\xce32e804247a6af9aabe0f1612bd761913c4305e280165eaadc25452a8fb1811'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 45, 'passport', '01a21d6a-15a2-70e7-a1f7-94f75ce5736f', 0, 873, '\xd1bf1b43b05919a3a10d6ba1abe8941e6e9b3e6696d86cd5be19c99552602131'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 46, 'entry', '01a21d6a-1601-7736-9966-c7d3edcc555e', 0, 873, '\x7771a52e74ae01f2d1ebe01b532636ecbcefc5cb593d02c30673654538739c72'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 47, 'passport', '01a21d6a-1659-7159-b496-b3334dcfc34d', 0, 876, '\xd3eb3ba2d0f5c87df50d8ed288d809031ba30851239e0049923e0440fb475ac6'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 48, 'entry', '01a21d6a-1668-74de-af05-bc654cde63ec', 0, 876, '\x23248a144f9dd020cce5cc1613d34406327554b347bfdccd3e40073b62567145'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 49, 'passport', '01a21d6a-16d3-7130-9a8d-675983693613', 0, 879, '\x112d6724f7cf031a5d704a4a69c59e03c77a3b95b3bba8910f489988e603c910'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 50, 'entry', '01a21d6a-16df-7426-b727-95433999b64f', 0, 879, '\xb33281f20dea3075c7f8545a008b96db4c6341a00b589aadf3b065eade7c9ee3'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 51, 'passport', '01a21d6a-1713-77fe-ad7d-58ff00a19298', 0, 883, '\x6f4531b39ae400cdb0a694f7b45cb86876f27d5442e6c7bfc52be1ebd4da0c2d'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 52, 'entry', '01a21d6a-171b-751e-a41b-317d3354f45a', 0, 883, '\x09ab65bc3c695afec0b6d859d13e91b1bb852351f13bc949e5c2cf52cc8bef8c'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 53, 'entry', '01a21d6a-174d-747c-a353-113958b7f437', 0, 890, '\xc15dd4caa34f369684d12e97867d1d7c2591c20488d08acfdb48de7530083154'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 54, 'entry', '01a21d6a-178e-7424-8844-cc2e92c75b0b', 0, 894, '\x6c53f2842ff3d244589e4986a1a971f197f7127187d8129699b89ad44eba3d9d'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 55, 'entry', '01a21d6a-17d5-7588-91f6-143c3b825de8', 0, 897, '\x6fc0b5a186c266f153f6fe3aaa226f215af92279ef61b70981dd7245ca75a782'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 56, 'entry', '01a21d6a-1915-7586-888c-be1df186cc50', 0, 914, '\x285fb1c4affb248564290ebe320cc355d51858e70ed7ee7874fc8149cf1bab64'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 57, 'entry', '01a21d6a-1a17-754d-946b-615372e93603', 0, 921, '\x39f3d17057020a6b28ed2c5f803e4c2f90373129d61dbfe92585eb315860d222'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 58, 'entry', '01a21d6a-1a89-7123-b643-6dba9ccd020e', 0, 929, '\x2edd216f0725f7130b89a68df44ca597fb2d16dedd0710ca4c966ea878eb1778'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 59, 'entry', '01a21d6a-1afa-7298-ad2b-7b1c2a47a722', 0, 935, '\xc0ece15b869d309be98dd63851f05d2b854dd13d7c1c8ec6a65a46bd20cb0b69'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 60, 'entry', '01a21d6a-1b68-76b5-9ef2-d99372f3bf11', 0, 943, '\xcd4809555937e87abea5563203dbbf6e58770eca47e2c7b90445663137328a95'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 61, 'passport', '01a21d6a-1e3e-7060-8c1a-727823e8e514', 0, 947, '\x061282b170eb4ef61a663847e91478103581841679ea01a5290fac9281dbe7f0'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 62, 'entry', '01a21d6a-1e83-742e-adff-dfce81e7283b', 0, 947, '\x62f2ef181740d685674bd76b5f43bba70beba093989c1d89fa1ce4401749c8b3'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 63, 'entry', '01a21d6a-1ec1-71f8-8d97-323e49204a2d', 0, 947, '\x3d68e3790eb009a50d7b2340b73ccb0c11a881fd24681929b270b9c22116e261'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 64, 'passport', '01a21d6a-1d8c-7603-9902-ddd3e8acd2d1', 0, 950, '\xf8c7e9e8d9b5e6e07ab75f3914fc31c43a8877dcf46640e89c67b3fcb3a60d82'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 65, 'entry', '01a21d6a-1e5e-7137-a43f-5f1a4bb8b16f', 0, 950, '\x14e543d26fbcd263537ca777a28b3b4b4c40dee49c2f3427efd0ade5affdd879'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 66, 'passport', '01a21d6a-1eaa-72e4-ab8a-d95903221e2e', 0, 958, '\xfdf2bf35448f558d329777600e166d4ad3895b45a5019d40d31d88f17689ded2'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 67, 'entry', '01a21d6a-1f09-71ba-9beb-ea6a09874ea9', 0, 958, '\x23b62d5c1f685b5d6ba466c1e51cbb753fa03547dc7ebb161ac717a415bf5807'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 68, 'entry', '01a21d6a-1f39-72d4-afdb-baadb1276dbc', 0, 958, '\x03f9511d9ac9a53ec403ec9ec5e1cf31d6b9e9f52b05910919cafca78df5a3d7'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 69, 'passport', '01a21d6a-1fce-762a-ab69-1bfd18b28c6b', 0, 975, '\xd306eb21876cabe7b14c1b17cde72563d302159b9627f3159b448bc0183292e9'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 70, 'entry', '01a21d6a-202c-77c9-9a5f-b66de5ede8d8', 0, 975, '\xe42b85c47438c3c89cbccd1bc92e254f0f971483f68ce50a6995c90b735109c2'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 71, 'entry', '01a21d6a-2069-71f9-adca-bb5455b9b422', 0, 975, '\x46d0d0b4c7b77dc52a1cd41c562b3d559a26e856ef21c6654c7a6b06336169f3'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 72, 'passport', '01a21d6a-1ebf-7562-9ce6-96a86c8b2f35', 0, 976, '\x2aaf02a356a38c0404bee6da395d3e6ec278c34fc6e881c0d4ef41d13775c896'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 73, 'entry', '01a21d6a-1eef-73f4-a927-99abaa32b2f6', 0, 976, '\x459bf5fc5fbc8d1509a76a9040563f95be0c6fbfafad58f429f9064056ea7d37'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 74, 'entry', '01a21d6a-58a1-7321-be5b-f0e2a028ab1d', 0, 1038, '\x8ba1ecdc58088d15df7ce98138a302f45b548f9b671333287a1598c3f6bd635c'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 75, 'passport', '01a21d6a-5af5-707d-9a40-4174e5466e7b', 0, 1048, '\xc2a09042b32bdd0fbbb719a97debdf3c641e6e3b973a902e41b4427eeecc38a2'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 76, 'entry', '01a21d6a-5b16-7644-b5ad-f12a82320d42', 0, 1048, '\xee5475daff95bbbaf8da0bf94bbc7d2e47f2b39a2fc0d24feed5d96c818c19ed'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 77, 'passport', '01a21d6a-6abb-721a-b870-6beb1ee4b86a', 0, 1072, '\xfa20a0acb28415b2c5b0f60460fab0f164d8f035bbe0191015fed9dcf1730b61'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 78, 'entry', '01a21d6a-6ae2-73f7-8bba-de1f214df320', 0, 1072, '\x46dc0a3ffe6d6ef8ccb70fc6a3c0f8aa951c9afd3be25ccef88266e9184cad93'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 79, 'passport', '01a21d6a-7ad6-7068-b8e8-5d6058551bb7', 0, 1098, '\xbaf049b52678bc21f41a7c0cff5e2cc25298af4f794f86a852e269ef951ab9eb'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 80, 'entry', '01a21d6a-7af3-750a-bc26-4c3ec90226f1', 0, 1098, '\x8ce3234779d32a821db55b3481330ac1e1bd9023a6027cc5df14602a0927aa6a'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 81, 'entry', '01a21d6a-7b15-76f3-9205-519662ca4451', 0, 1098, '\x89a9cd2fcab63d67a87f70c5b556bc7e80b1618e60e6cf337bae30d00c36089d'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 82, 'entry', '01a21d6a-8ae1-7202-85f6-1f6bcc6e1446', 0, 1132, '\xfc9dc93ca710d01cc1ca9c63c1e1f6717945f9ead3cb4b695233400f2f970bba'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 83, 'passport', '01a21d6a-8bf7-715e-8454-6d2a837731c9', 0, 1145, '\xdb1ce870430428fc569b7a485aef3b34c10237694b0c75792c1c4a938f30765d'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 84, 'entry', '01a21d6a-8c0f-708b-ac1f-7e59d0f8b895', 0, 1145, '\x336203cd7b30c5a5e208b46373297e895c73f7d85e52a4738019ecad88fcfe9a'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 85, 'passport', '01a21d6a-9c24-7368-8440-1f918afd59db', 0, 1169, '\x3bb3c12fb222f3e2169a34f617ca6516cb18a6719e78758a8d1de354bb943fe5'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 86, 'entry', '01a21d6a-9c31-73d2-b5ca-754238eda8be', 0, 1169, '\x84fe4867c79ec01fcdee37948a72c0e73b7b09b062d6431e44b7c6cb9725afd1'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 87, 'passport', '01a21d6a-9ce7-7356-97f4-105d1c718421', 0, 1177, '\x4f765e902bd28592d1651654e9edabf3903d520d4ace698e9f5330e13f60ddf5'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 88, 'entry', '01a21d6a-9d0f-7733-be32-d8d534fa0b14', 0, 1177, '\x2cd3209d49ce6123f6646a5caed03ae517489bc6af7062b2346467bc744ff793'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 89, 'entry', '01a21d6a-acb7-76e0-b8a2-3a1325f061ef', 0, 1197, '\xbe784f909af24c0254e15ededd37392df7fbddd46aca66a9d1f5f1ff1c617147'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 90, 'passport', '01a21d6a-b3a9-70c8-9161-9ac8e21230bd', 0, 1214, '\xa6ee94c53d9f0b2a7da4a8abea083338ed36cd4ca0ec48d233ef3cffa34868e9'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 91, 'entry', '01a21d6a-b3bf-7056-a512-64a4b577507d', 0, 1214, '\x48650262e78d48edaac7efee2a473680b68a785d5e4952902838f5999c5ba477'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 92, 'entry', '01a21d6a-bf47-7562-8a21-753d255acbcf', 0, 1239, '\x0d9e41155a20097618bab7f0bdc6286087f01b507cc9ce43ea47ab212cd4df29'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 93, 'passport', '01a21d6a-bff6-749c-913f-08aac734cc83', 0, 1242, '\xffb157e0ceb2cbd1548579831e0e7cb1ea7aacc3f1460b743dc7fcabd2620658'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 94, 'entry', '01a21d6a-c011-74b2-87d5-3da287af5978', 0, 1242, '\x114d710bf12be56b8f43a59b003a3e160ee5525b206408867dd546fd4cf049d2'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 95, 'entry', '01a21d6a-d05e-74de-b4fe-ee2e8dfc03b0', 0, 1272, '\xa3b6604c932c01469b1fb5841c6a5523e5f13102b3fa6a416552006cc03caf2e'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 96, 'passport', '01a21d6a-d146-719d-8441-2fbfd43252e8', 0, 1272, '\x21bfd61b04cb6907e30b7ad43f6ed4ed7445f878a831b98fe803a9449e7389a4'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 97, 'entry', '01a21d6a-d162-74b9-b529-d76d727444b2', 0, 1272, '\x26984a275aa85da0520336a98458da37d2e61e9e974ec73dfccbf9185de411dc'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 98, 'entry', '01a21d6a-d19d-75b1-ac2f-0ffff0733d97', 0, 1272, '\x0ac672dba2b1d1ef3d6461509e669f5dd804afd5e3673043a2b703945831789c'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 99, 'passport', '01a21d6a-d165-76cd-87e0-4a16816a3cab', 0, 1280, '\xffe73daae7484e1780be20ae6fc44f6c01f4070ee031a454e1b8d0a4bcbff798'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 100, 'entry', '01a21d6a-d17f-76a7-ac46-4b3543ee4078', 0, 1280, '\x6c1dfdb597566ce95419a7e737470402ac86aa652cf01961482b599206da38cd'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 101, 'entry', '01a21d6a-d19f-7479-a684-087724e75e44', 0, 1280, '\xe3a1674d73ead497c29be46e6b0420bb9eae074ccb2eb0fd22c7d2b0ed26afe4');

INSERT INTO ledger.nodes VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', 4, 0, '\xb874619ce0e0fc2fdc5b4e66a8df43e24a5dd27febf42b2983a94fefc95e7270'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 4, 1, '\x3d01b8754626b0ba8b9b4ce9f62845eabbfa013a204f79bdfeb94404e4dfe0c4'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 5, 0, '\xcc733b5e8eb602a76a2222ca3a6690e155e05933eeebd67122c5b3ab21741274'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 4, 2, '\xaf18101f861638391aef3b627346a501a947b403da86ca3975efeb30ce0beb72'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 4, 3, '\xe4557e4e429f6e13e83429d3af381ca142e8d058bbad5f3d7ec7e2d230ac2ee8'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 5, 1, '\x4ba2da0f266655c2c4de34d6041b8a55a59c27c43b415eba5c68adcdaaf41195'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 6, 0, '\x0c08cdd6e8c235e438466d42afffebf9a0be553b21610e1e5777749a8d27d166'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 4, 4, '\x5434e64fb7e12b540e2d2085a08d09b360da8ebab694df2329cd4ec8603ca7b6'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 4, 5, '\xbce6e477526854a039061b8f7998bebec005a99e5152e493cada861487a22bec'),
	('01a21d69-53b0-707f-b257-f1cf52a90938', 5, 2, '\x30602c04d2633ea93b177d6ab556040f85876d6a2c7cf774e1f8ac606c42272a');

INSERT INTO ledger.passport_events VALUES
	('01a21d69-f86b-705b-9a9d-b293edea40e0', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f20a-7659-b8a6-03fea2c70999', 'accepted', '2026-11-27 14:30:13.86777+00', '{}'),
	('01a21d69-f8ff-7490-8ce1-b3474f3903a8', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f24d-7778-84cc-48dba8d682b3', 'accepted', '2026-11-27 14:30:14.015348+00', '{}'),
	('01a21d69-f93e-7399-9c5b-ed8dcbd72dbd', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f229-7083-9708-c8732682d682', 'accepted', '2026-11-27 14:30:14.078545+00', '{}'),
	('01a21d69-f9ce-7129-ade6-b6655fa5188f', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f255-7279-807b-420c5ca6c392', 'accepted', '2026-11-27 14:30:14.222841+00', '{}'),
	('01a21d69-fa73-7463-9c0d-e574e9ade3ee', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d69-f33e-7059-8f8a-4c8543ad6191', 'accepted', '2026-11-27 14:30:14.386985+00', '{}'),
	('01a21d6a-16d0-71fd-8373-4efb95b141a7', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-15a2-70e7-a1f7-94f75ce5736f', 'accepted', '2026-11-27 14:30:21.647991+00', '{}'),
	('01a21d6a-1722-75c5-8b4f-54637a7a2931', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1659-7159-b496-b3334dcfc34d', 'accepted', '2026-11-27 14:30:21.730713+00', '{}'),
	('01a21d6a-1791-7754-9211-9b47309b9d14', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-16d3-7130-9a8d-675983693613', 'accepted', '2026-11-27 14:30:21.841243+00', '{}'),
	('01a21d6a-17d0-7137-af5c-658938671a6a', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1713-77fe-ad7d-58ff00a19298', 'accepted', '2026-11-27 14:30:21.904857+00', '{}'),
	('01a21d6a-1fa2-70d2-ac9e-0bea23c87bb7', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1d8c-7603-9902-ddd3e8acd2d1', 'accepted', '2026-11-27 14:30:23.906324+00', '{}'),
	('01a21d6a-1fed-76ec-9bb1-7d36d4cd1132', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1e3e-7060-8c1a-727823e8e514', 'accepted', '2026-11-27 14:30:23.981313+00', '{}'),
	('01a21d6a-2021-73ea-9db4-b2c3ca04e519', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1ebf-7562-9ce6-96a86c8b2f35', 'accepted', '2026-11-27 14:30:24.033583+00', '{}'),
	('01a21d6a-205d-71fd-8840-07e21dc20b74', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1eaa-72e4-ab8a-d95903221e2e', 'accepted', '2026-11-27 14:30:24.093892+00', '{}'),
	('01a21d6a-20f9-74bd-8792-c8b163766137', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-1fce-762a-ab69-1bfd18b28c6b', 'accepted', '2026-11-27 14:30:24.249189+00', '{}'),
	('01a21d6a-5b09-7539-abef-360e9af047e1', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-5af5-707d-9a40-4174e5466e7b', 'accepted', '2026-11-27 14:30:39.113912+00', '{}'),
	('01a21d6a-68fa-74d0-b681-9941f681a718', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-5af5-707d-9a40-4174e5466e7b', 'delivered', '2026-11-27 14:30:42.682014+00', '{}'),
	('01a21d6a-6acb-73e4-a352-c755bb4ba720', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-6abb-721a-b870-6beb1ee4b86a', 'accepted', '2026-11-27 14:30:43.147891+00', '{}'),
	('01a21d6a-7951-737e-b871-bdc446627332', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-6abb-721a-b870-6beb1ee4b86a', 'delivered', '2026-11-27 14:30:46.865233+00', '{}'),
	('01a21d6a-7ae0-7007-b40e-c6c414200189', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-7ad6-7068-b8e8-5d6058551bb7', 'accepted', '2026-11-27 14:30:47.264789+00', '{}'),
	('01a21d6a-899e-713d-8426-512c5cc2a4fe', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-7ad6-7068-b8e8-5d6058551bb7', 'delivered', '2026-11-27 14:30:51.038684+00', '{}'),
	('01a21d6a-8c08-74bd-a2b2-f19469469a02', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-8bf7-715e-8454-6d2a837731c9', 'accepted', '2026-11-27 14:30:51.656284+00', '{}'),
	('01a21d6a-9ad5-726f-ad1f-b07e4fcc1393', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-8bf7-715e-8454-6d2a837731c9', 'delivered', '2026-11-27 14:30:55.445342+00', '{}'),
	('01a21d6a-9cdc-7034-8efe-a21cdc97724f', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-9c24-7368-8440-1f918afd59db', 'accepted', '2026-11-27 14:30:55.964004+00', '{}'),
	('01a21d6a-9cfc-767b-ae6f-fabc4c55b162', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-9ce7-7356-97f4-105d1c718421', 'accepted', '2026-11-27 14:30:55.996887+00', '{}'),
	('01a21d6a-ab15-75bf-b259-3d9780ca47bc', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-9ce7-7356-97f4-105d1c718421', 'delivered', '2026-11-27 14:30:59.605374+00', '{}'),
	('01a21d6a-b3ba-7567-926c-d3637e9c2d4e', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-b3a9-70c8-9161-9ac8e21230bd', 'accepted', '2026-11-27 14:31:01.818692+00', '{}'),
	('01a21d6a-bcdd-7530-8d83-7cc0de460e79', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-b3a9-70c8-9161-9ac8e21230bd', 'delivered', '2026-11-27 14:31:04.157425+00', '{}'),
	('01a21d6a-c000-7589-9763-59fef9b24d26', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-bff6-749c-913f-08aac734cc83', 'accepted', '2026-11-27 14:31:04.960329+00', '{}'),
	('01a21d6a-cdd5-7483-a537-793e0aca07b7', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-bff6-749c-913f-08aac734cc83', 'delivered', '2026-11-27 14:31:08.501335+00', '{}'),
	('01a21d6a-d2bd-7646-9510-2a83ed9bf800', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d165-76cd-87e0-4a16816a3cab', 'accepted', '2026-11-27 14:31:09.757329+00', '{}'),
	('01a21d6a-d301-7118-b4ff-1b247a1dc8b8', '01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d146-719d-8441-2fbfd43252e8', 'accepted', '2026-11-27 14:31:09.825486+00', '{}');

INSERT INTO review.items VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d035-71e7-9a84-e4636e0e6059', 'reply', '01a21d6a-d01a-77cc-ba86-fd353cb77091', 'Combien de temps ai-je pour renvoyer un article ?', '01a21d6a-ce5e-7372-ac5c-6f5e0a95cc81', 'knowledge', 'email', 'limpide-extractive', 1, 'Bonjour,

Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.', '\xb6a6eec2f1ed26f02d16df553bbebff17ef976ff0f8cff5f032dad79bead2794', '{"proposed": "b6a6eec2f1ed26f02d16df553bbebff17ef976ff0f8cff5f032dad79bead2794", "read_until": "01a21d6a-ce61-7647-9729-6d8bd31587a0"}', 'waiting', '2026-11-27 14:31:09.109696+00', '2026-11-27 18:31:09.109696+00', NULL, NULL, NULL, NULL);

INSERT INTO review.drafts VALUES
	('01a21d69-53b0-707f-b257-f1cf52a90938', '01a21d6a-d01a-77cc-ba86-fd353cb77091', '01a21d6a-ce5e-7372-ac5c-6f5e0a95cc81', 'Bonjour,

Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.', '[{"url": "/help/fr/return-period#combien-de-temps-avez-vous-pour-renvoyer-un-article", "quote": "Vous avez 30 jours à partir de la livraison pour nous renvoyer un article, sans donner de raison. Ce délai est plus long que le droit de rétractation légal de 14 jours, qu’il contient.", "title": "Délai pour renvoyer un article", "heading": "Combien de temps avez-vous pour renvoyer un article ?", "passage": "01a21d69-6868-77ba-8fa5-a5afdb25251b", "version": "1", "language": "fr"}]', 'limpide-extractive/1', 0.9511, 'waiting', NULL, NULL, NULL, '2026-11-27 14:31:09.082329+00', NULL);
