<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>More menus</source>
        <translation>메뉴 더 보기</translation>
    </message>
</context>
<context>
    <name>AnimatorPicker</name>
    <message>
        <source>Choose who makes the clip</source>
        <translation>영상을 만들 방법을 선택합니다</translation>
    </message>
    <message>
        <source>Made by: %1</source>
        <translation>애니메이터: %1</translation>
    </message>
    <message>
        <source>Not installed. %1</source>
        <translation>설치되지 않음. %1</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Picture</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>{percent} percent</source>
        <translation>{percent}퍼센트</translation>
    </message>
</context>
<context>
    <name>CellDelegate</name>
    <message>
        <source>Waiting</source>
        <translation>기다리는 중</translation>
    </message>
    <message>
        <source>Making it</source>
        <translation>만드는 중</translation>
    </message>
</context>
<context>
    <name>CheckLine</name>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>아직</translation>
    </message>
</context>
<context>
    <name>ClientBar</name>
    <message>
        <source>Client</source>
        <translation>고객</translation>
    </message>
    <message>
        <source>Find a client</source>
        <translation>고객 찾기</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>고객</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>새 고객</translation>
    </message>
    <message>
        <source>More about this client</source>
        <translation>이 고객 관리</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>메모 쓰기…</translation>
    </message>
    <message>
        <source>Remove with all photos</source>
        <translation>사진과 함께 모두 삭제</translation>
    </message>
</context>
<context>
    <name>ClipChoices</name>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>품질</translation>
    </message>
    <message>
        <source>Make the clip</source>
        <translation>영상 만들기</translation>
    </message>
    <message>
        <source>Make the clip (Ctrl+Enter)</source>
        <translation>영상 만들기 (Ctrl+Enter)</translation>
    </message>
</context>
<context>
    <name>ClipDesk</name>
    <message>
        <source>Saved as “%1”.</source>
        <translation>“%1” 이름으로 저장했습니다.</translation>
    </message>
</context>
<context>
    <name>ClipPage</name>
    <message>
        <source>Move the look</source>
        <translation>룩 움직이기</translation>
    </message>
    <message>
        <source>There is no clip to save yet.</source>
        <translation>아직 저장할 영상이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a motion and make it.</source>
        <translation>동작을 선택하고 영상을 만드세요.</translation>
    </message>
    <message>
        <source>The clip was copied. Paste it into a chat or a folder.</source>
        <translation>영상을 복사했습니다. 채팅이나 폴더에 붙여 넣으세요.</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>“%1” 항목을 삭제했습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>‹ Back</source>
        <translation>‹ 뒤로</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Back to the look (Esc)</source>
        <translation>룩으로 돌아가기 (Esc)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Remove the clip (Delete)</source>
        <translation>영상 삭제 (Delete)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the clip as a file (Ctrl+C)</source>
        <translation>영상을 파일로 복사 (Ctrl+C)</translation>
    </message>
    <message>
        <source>Four views…</source>
        <translation>네 방향…</translation>
    </message>
    <message>
        <source>Save the four views as a picture</source>
        <translation>네 방향 모습을 사진으로 저장</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Save the clip (Ctrl+S)</source>
        <translation>영상 저장 (Ctrl+S)</translation>
    </message>
</context>
<context>
    <name>ClipPlayer</name>
    <message>
        <source>Again and again</source>
        <translation>계속 반복</translation>
    </message>
    <message>
        <source>Beside the picture</source>
        <translation>사진과 나란히</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>장면</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>한 장면 뒤로</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>한 장면 앞으로</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
</context>
<context>
    <name>ClipSaving</name>
    <message>
        <source>Save the clip</source>
        <translation>영상 저장</translation>
    </message>
    <message>
        <source>Save the four views</source>
        <translation>네 방향 모습 저장</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>MP4, plays everywhere (*.mp4)</source>
        <translation>MP4, 어디서나 재생됨 (*.mp4)</translation>
    </message>
    <message>
        <source>WebM, small, for web pages (*.webm)</source>
        <translation>WebM, 웹 페이지용 작은 파일 (*.webm)</translation>
    </message>
    <message>
        <source>GIF, for chats, without the finest colours (*.gif)</source>
        <translation>GIF, 채팅용, 색이 조금 줄어듦 (*.gif)</translation>
    </message>
    <message>
        <source>A folder with every frame as PNG (*)</source>
        <translation>모든 프레임을 PNG로 담은 폴더 (*)</translation>
    </message>
</context>
<context>
    <name>ClipsList</name>
    <message>
        <source>Clips of this look</source>
        <translation>이 룩의 영상</translation>
    </message>
</context>
<context>
    <name>ClipsModel</name>
    <message>
        <source>Clip: %1</source>
        <translation>영상: %1</translation>
    </message>
</context>
<context>
    <name>CoachList</name>
    <message>
        <source>What a good photo needs</source>
        <translation>좋은 사진의 조건</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Add this look</source>
        <translation>이 룩 추가</translation>
    </message>
    <message>
        <source>Add this look to the comparison</source>
        <translation>이 룩을 비교에 추가</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>비우기</translation>
    </message>
    <message>
        <source>Remove all looks from the comparison</source>
        <translation>비교에서 모든 룩 빼기</translation>
    </message>
    <message>
        <source>Wear something else and add it: two to six looks are shown side by side.</source>
        <translation>다른 옷을 입혀 추가해 보세요. 룩을 두 개에서 여섯 개까지 나란히 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Six looks are compared. Remove one to add another.</source>
        <translation>룩 여섯 개를 비교하고 있습니다. 다른 룩을 추가하려면 하나를 빼세요.</translation>
    </message>
    <message>
        <source>{count} looks are compared.</source>
        <translation>룩 {count}개를 비교하고 있습니다.</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>The look was kept. You find it under Looks.</source>
        <translation>룩을 보관했습니다. ‘룩’에서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Wardrobe</source>
        <translation>옷장</translation>
    </message>
    <message>
        <source>People</source>
        <translation>사람</translation>
    </message>
    <message>
        <source>Fitting Room tries clothes on pictures, on this computer only.</source>
        <translation>피팅룸은 사진 속 사람에게 옷을 입혀 봅니다. 모든 일은 이 컴퓨터 안에서만 이루어집니다.</translation>
    </message>
    <message>
        <source>Nothing is sent anywhere. The code is free, under the Apache License 2.0.</source>
        <translation>어디에도 아무것도 보내지 않습니다. 코드는 Apache License 2.0으로 공개된 자유 소프트웨어입니다.</translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>Diagnostics</source>
        <translation>진단 정보</translation>
    </message>
    <message>
        <source>The fitting room did not end by itself last time. This text helps to find out why.</source>
        <translation>지난번에 피팅룸이 예기치 않게 종료되었습니다. 아래 내용은 원인을 찾는 데 도움이 됩니다.</translation>
    </message>
    <message>
        <source>This text helps to find out what went wrong.</source>
        <translation>아래 내용은 무엇이 잘못되었는지 찾는 데 도움이 됩니다.</translation>
    </message>
    <message>
        <source>It holds no pictures and no names of files, and goes nowhere unless you paste it.</source>
        <translation>사진이나 파일 이름은 들어 있지 않으며, 직접 붙여 넣기 전에는 어디에도 보내지 않습니다.</translation>
    </message>
    <message>
        <source>Close the diagnostics</source>
        <translation>진단 정보 닫기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the diagnostics</source>
        <translation>진단 정보 복사</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사됨</translation>
    </message>
</context>
<context>
    <name>Dressing</name>
    <message>
        <source>Keep to the licences</source>
        <translation>라이선스 지키기</translation>
    </message>
    <message>
        <source>Open “%1”</source>
        <translation>“%1” 열기</translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation>“%1” 이름으로 저장했습니다.</translation>
    </message>
    <message>
        <source>This is the instant picture. Ctrl+Enter makes the other one.</source>
        <translation>즉시 만든 사진입니다. Ctrl+Enter를 누르면 다른 사진을 만듭니다.</translation>
    </message>
</context>
<context>
    <name>EnginePicker</name>
    <message>
        <source>Choose who makes the pictures</source>
        <translation>사진을 만드는 엔진을 선택합니다</translation>
    </message>
    <message>
        <source>Made by: %1</source>
        <translation>엔진: %1</translation>
    </message>
    <message>
        <source>Not installed. %1</source>
        <translation>설치되지 않음. %1</translation>
    </message>
    <message>
        <source>Fits the garment onto the person. Runs on any computer.</source>
        <translation>옷을 사람에게 맞춰 입힙니다. 모든 컴퓨터에서 작동합니다.</translation>
    </message>
    <message>
        <source>Paints a picture like a photograph.</source>
        <translation>사진 같은 그림을 그립니다.</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Pictures</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>사진 열기</translation>
    </message>
    <message>
        <source>Print the look</source>
        <translation>룩 인쇄</translation>
    </message>
</context>
<context>
    <name>FilmReader</name>
    <message>
        <source>Choose a film…</source>
        <translation>동영상 선택…</translation>
    </message>
    <message>
        <source>Choose a film</source>
        <translation>동영상 선택</translation>
    </message>
    <message>
        <source>Reading the film</source>
        <translation>동영상 읽는 중</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stop reading the film</source>
        <translation>동영상 읽기 중지</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>동영상</translation>
    </message>
    <message>
        <source>Motion from %1</source>
        <translation>%1의 동작</translation>
    </message>
    <message>
        <source>Drop a film here: one person, from head to feet, without cuts.</source>
        <translation>여기에 동영상을 놓으세요. 한 사람이 머리부터 발까지 나오고 장면 전환이 없어야 합니다.</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Favourites only</source>
        <translation>즐겨찾기만</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>모든 태그</translation>
    </message>
    <message>
        <source>Search the wardrobe</source>
        <translation>옷장에서 찾기</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Name, tag, colour or kind (Ctrl+F)</source>
        <translation>이름, 태그, 색 또는 종류 (Ctrl+F)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>보기: %1</translation>
    </message>
</context>
<context>
    <name>FittingPage</name>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>실행 취소 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>원본 보기</translation>
    </message>
    <message>
        <source>Hold to see the photo as it was (B)</source>
        <translation>누르고 있으면 원래 사진이 보입니다 (B)</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>보관</translation>
    </message>
    <message>
        <source>Keep the look among your looks (Ctrl+D)</source>
        <translation>룩 목록에 보관 (Ctrl+D)</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>움직이기</translation>
    </message>
    <message>
        <source>Let the look move: a short clip (V)</source>
        <translation>룩을 움직이게 하기: 짧은 영상 (V)</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Save the look (Ctrl+S)</source>
        <translation>룩 저장 (Ctrl+S)</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>만들기</translation>
    </message>
    <message>
        <source>Make the look with this engine (Ctrl+Enter)</source>
        <translation>이 엔진으로 룩을 만듭니다 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Fitting room</source>
        <translation>피팅룸</translation>
    </message>
    <message>
        <source>%1 wearing %2</source>
        <translation>%1: %2 착용</translation>
    </message>
    <message>
        <source>Choose something to wear.</source>
        <translation>입을 옷을 고르세요.</translation>
    </message>
    <message>
        <source>Look at the graphics card</source>
        <translation>그래픽 카드 확인</translation>
    </message>
</context>
<context>
    <name>FittingRoomWindow</name>
    <message>
        <source>Queue</source>
        <translation>작업 목록</translation>
    </message>
</context>
<context>
    <name>GarmentEditor</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Tags, with commas between them</source>
        <translation>태그, 쉼표로 구분</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Sleeves</source>
        <translation>소매</translation>
    </message>
    <message>
        <source>Hem</source>
        <translation>기장</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>삭제</translation>
    </message>
</context>
<context>
    <name>GridModel</name>
    <message>
        <source>%1 in %2</source>
        <translation>%1, %2 착용</translation>
    </message>
    <message>
        <source>not made yet</source>
        <translation>아직 만들지 않음</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>기다리는 중</translation>
    </message>
    <message>
        <source>being made</source>
        <translation>만드는 중</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>보관됨</translation>
    </message>
    <message>
        <source>made</source>
        <translation>완성</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Looks</source>
        <translation>룩</translation>
    </message>
</context>
<context>
    <name>ImportReview</name>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Close the review</source>
        <translation>확인 닫기</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n개 추가됨</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to check</source>
        <translation>
            <numerusform>%n개 확인 필요</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n will not work</source>
        <translation>
            <numerusform>%n개 사용할 수 없음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n already here</source>
        <translation>
            <numerusform>%n개는 이미 있음</numerusform>
        </translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>찾은 결과</translation>
    </message>
</context>
<context>
    <name>Importer</name>
    <message>
        <source>The picture could not be pasted.</source>
        <translation>사진을 붙여 넣지 못했습니다.</translation>
    </message>
    <message>
        <source>Save it as a file and add that.</source>
        <translation>파일로 저장한 뒤 추가해 주세요.</translation>
    </message>
    <message>
        <source>Adding garments</source>
        <translation>옷 추가 중</translation>
    </message>
</context>
<context>
    <name>JobList</name>
    <message>
        <source>Jobs</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Delete cancels a job; Alt with up or down moves it in the line.</source>
        <translation>Delete 키로 작업을 취소하고, Alt와 위아래 화살표로 순서를 바꿉니다.</translation>
    </message>
</context>
<context>
    <name>LicenceDialog</name>
    <message>
        <source>Licences</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>The whole text: %1</source>
        <translation>전문: %1</translation>
    </message>
    <message>
        <source>About %1 will be downloaded.</source>
        <translation>약 %1를 내려받습니다.</translation>
    </message>
    <message>
        <source>Pictures never leave this computer; only the address of the model does.</source>
        <translation>사진은 이 컴퓨터를 떠나지 않습니다. 모델의 주소만 전송됩니다.</translation>
    </message>
    <message>
        <source>Nothing will be downloaded.</source>
        <translation>내려받는 것은 없습니다.</translation>
    </message>
    <message>
        <source>Accept and install</source>
        <translation>동의하고 설치</translation>
    </message>
    <message>
        <source>Do not install</source>
        <translation>설치하지 않기</translation>
    </message>
</context>
<context>
    <name>LookCanvas</name>
    <message>
        <source>Drop a photo of a person here, or press Ctrl+O.</source>
        <translation>사람 사진을 여기에 끌어다 놓거나 Ctrl+O를 누르세요.</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>입기 전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>입은 후</translation>
    </message>
    <message>
        <source>In colour: what changed</source>
        <translation>색이 있는 부분: 바뀐 곳</translation>
    </message>
</context>
<context>
    <name>LookKeeping</name>
    <message numerus="yes">
        <source>%n look(s) kept.</source>
        <translation>
            <numerusform>룩 %n개를 보관했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation>“%1” 이름으로 저장했습니다.</translation>
    </message>
</context>
<context>
    <name>LookPaper</name>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg)</source>
        <translation>사진 (*.png *.jpg)</translation>
    </message>
    <message>
        <source>Save the lookbook</source>
        <translation>룩북 저장</translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation>“%1” 이름으로 저장했습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n look(s) saved into “%1”.</source>
        <translation>
            <numerusform>룩 %n개를 “%1” 폴더에 저장했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>룩</translation>
    </message>
    <message numerus="yes">
        <source>%n look(s)</source>
        <translation>
            <numerusform>룩 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LookbookDialog</name>
    <message>
        <source>Export a lookbook</source>
        <translation>룩북 내보내기</translation>
    </message>
    <message>
        <source>My looks</source>
        <translation>나의 룩</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>As</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>PDF pages</source>
        <translation>PDF 문서</translation>
    </message>
    <message>
        <source>One picture</source>
        <translation>사진 한 장</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>용지</translation>
    </message>
    <message>
        <source>A4</source>
        <translation>A4</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>레터</translation>
    </message>
</context>
<context>
    <name>LooksGrid</name>
    <message>
        <source>Kept looks</source>
        <translation>보관한 룩</translation>
    </message>
</context>
<context>
    <name>LooksModel</name>
    <message>
        <source>The picture is on its way.</source>
        <translation>사진을 만들고 있습니다.</translation>
    </message>
    <message>
        <source>The picture is missing. It can be made again.</source>
        <translation>사진이 없습니다. 다시 만들 수 있습니다.</translation>
    </message>
    <message>
        <source>The picture is gone, and so is what it was made from.</source>
        <translation>사진도, 사진을 만드는 데 쓴 파일도 없습니다.</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>즐겨찾기</translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>영상 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LooksPage</name>
    <message>
        <source>Looks</source>
        <translation>룩</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>즐겨찾기</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>“%1” 항목을 삭제했습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n look(s) were removed.</source>
        <translation>
            <numerusform>룩 %n개를 삭제했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>The picture is gone, and so is what it was made from.</source>
        <translation>사진도, 사진을 만드는 데 쓴 파일도 없습니다.</translation>
    </message>
    <message>
        <source>Choose one look first.</source>
        <translation>먼저 룩 하나를 선택하세요.</translation>
    </message>
    <message>
        <source>Choose the looks to save first.</source>
        <translation>먼저 저장할 룩을 고르세요.</translation>
    </message>
    <message>
        <source>No look fits. Look for less, or show all of them.</source>
        <translation>맞는 룩이 없습니다. 조건을 줄이거나 전체를 보세요.</translation>
    </message>
    <message>
        <source>Looks that you keep are shown here. Keep one with Ctrl+D.</source>
        <translation>보관한 룩이 여기에 표시됩니다. Ctrl+D로 보관하세요.</translation>
    </message>
    <message>
        <source>Take off the favourites</source>
        <translation>즐겨찾기에서 빼기</translation>
    </message>
    <message>
        <source>Add to the favourites</source>
        <translation>즐겨찾기에 추가</translation>
    </message>
    <message>
        <source>Wear again</source>
        <translation>다시 입기</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>움직이기</translation>
    </message>
    <message>
        <source>Make the picture again</source>
        <translation>사진 다시 만들기</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>사본 저장…</translation>
    </message>
    <message>
        <source>Export a lookbook…</source>
        <translation>룩북 내보내기…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>인쇄…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>This look cannot be worn again, because “%1” is gone.</source>
        <translation>“%1” 옷이 없어 이 룩을 다시 입을 수 없습니다.</translation>
    </message>
    <message>
        <source>Its picture can still be exported, printed and dragged out.</source>
        <translation>사진은 그대로 내보내고, 인쇄하고, 끌어낼 수 있습니다.</translation>
    </message>
    <message>
        <source>There is no picture to put on paper.</source>
        <translation>인쇄하거나 내보낼 사진이 없습니다.</translation>
    </message>
    <message>
        <source>Make the pictures again first.</source>
        <translation>먼저 사진을 다시 만들어 주세요.</translation>
    </message>
    <message>
        <source>Search looks</source>
        <translation>룩 찾기</translation>
    </message>
    <message>
        <source>Show favourites only</source>
        <translation>즐겨찾기만 보기</translation>
    </message>
    <message>
        <source>Wear this look again (Enter)</source>
        <translation>이 룩 다시 입기 (Enter)</translation>
    </message>
    <message>
        <source>Let this look move: a short clip (V)</source>
        <translation>이 룩을 움직이게 하기: 짧은 영상 (V)</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>즐겨찾기</translation>
    </message>
    <message>
        <source>Mark as favourite (F)</source>
        <translation>즐겨찾기로 표시 (F)</translation>
    </message>
    <message>
        <source>Remove the chosen looks (Delete)</source>
        <translation>고른 룩 삭제 (Delete)</translation>
    </message>
    <message>
        <source>Save copies of the chosen looks (Ctrl+S)</source>
        <translation>고른 룩의 사본 저장 (Ctrl+S)</translation>
    </message>
    <message>
        <source>Print looks (Ctrl+P)</source>
        <translation>룩 인쇄 (Ctrl+P)</translation>
    </message>
    <message>
        <source>Lookbook…</source>
        <translation>룩북…</translation>
    </message>
    <message>
        <source>Export a lookbook (Ctrl+E)</source>
        <translation>룩북 내보내기 (Ctrl+E)</translation>
    </message>
</context>
<context>
    <name>MakingBar</name>
    <message>
        <source>How far the clip is</source>
        <translation>영상 진행 상황</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>멈추고 보관</translation>
    </message>
    <message>
        <source>End the clip here and keep what there is</source>
        <translation>여기서 끝내고 만든 부분을 보관합니다</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Stop, and keep nothing (Esc)</source>
        <translation>멈추고 아무것도 보관하지 않습니다 (Esc)</translation>
    </message>
    <message>
        <source>Stop the clip and keep what there is</source>
        <translation>영상을 멈추고 만든 부분 보관</translation>
    </message>
    <message>
        <source>Cancel the clip</source>
        <translation>영상 취소</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>차례를 기다리는 중</translation>
    </message>
</context>
<context>
    <name>MaskCanvas</name>
    <message>
        <source>Photo with the mask</source>
        <translation>마스크가 표시된 사진</translation>
    </message>
    <message>
        <source>Sleeve</source>
        <translation>소매</translation>
    </message>
    <message>
        <source>Hem</source>
        <translation>밑단</translation>
    </message>
    <message>
        <source>Person&apos;s left side</source>
        <translation>사람의 왼쪽</translation>
    </message>
    <message>
        <source>Person&apos;s right side</source>
        <translation>사람의 오른쪽</translation>
    </message>
</context>
<context>
    <name>MaskEditor</name>
    <message>
        <source>Point at things</source>
        <translation>가리켜 고르기</translation>
    </message>
    <message>
        <source>Click a thing to open it; with the right button or Alt, to close it</source>
        <translation>누르면 그 자리의 것이 열리고, 오른쪽 단추나 Alt와 함께 누르면 닫힙니다</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>마지막 변경 취소</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>실행 취소 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo the change</source>
        <translation>변경 다시 실행</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>다시 실행 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Cancel the changes to the mask</source>
        <translation>마스크 변경 취소</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Apply the mask</source>
        <translation>마스크 적용</translation>
    </message>
    <message>
        <source>Move handles</source>
        <translation>조절점 옮기기</translation>
    </message>
    <message>
        <source>Drag the handles; a hem takes the garment along</source>
        <translation>조절점을 끌어 옮깁니다. 밑단을 끌면 옷도 따라갑니다</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>브러시</translation>
    </message>
    <message>
        <source>Paint what may change</source>
        <translation>바뀌어도 되는 곳을 칠합니다</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>지우개</translation>
    </message>
    <message>
        <source>Paint what must stay</source>
        <translation>그대로 두어야 할 곳을 칠합니다</translation>
    </message>
    <message>
        <source>Size of the brush</source>
        <translation>브러시 크기</translation>
    </message>
    <message>
        <source>Size of the brush ([ and ])</source>
        <translation>브러시 크기 ([ 와 ])</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Protect</source>
        <translation>보호</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>얼굴</translation>
    </message>
    <message>
        <source>Hair</source>
        <translation>머리카락</translation>
    </message>
    <message>
        <source>Hands</source>
        <translation>손</translation>
    </message>
    <message>
        <source>Held things</source>
        <translation>들고 있는 물건</translation>
    </message>
    <message>
        <source>Other clothes</source>
        <translation>다른 옷</translation>
    </message>
    <message>
        <source>Protect: {part}</source>
        <translation>보호: {part}</translation>
    </message>
    <message>
        <source>Reset the mask</source>
        <translation>마스크 초기화</translation>
    </message>
</context>
<context>
    <name>MaskPointer</name>
    <message>
        <source>Arrow keys move the cross-hair, Enter opens the thing below it, Delete closes it.</source>
        <translation>화살표 키로 십자선을 옮기고, Enter로 그 아래 것을 열고, Delete로 닫습니다.</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Do something about it</source>
        <translation>해결하기</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>메시지 닫기</translation>
    </message>
</context>
<context>
    <name>MirrorPage</name>
    <message>
        <source>Very good. Hold still.</source>
        <translation>아주 좋습니다. 그대로 계세요.</translation>
    </message>
    <message>
        <source>As others see you</source>
        <translation>다른 사람이 보는 모습</translation>
    </message>
    <message>
        <source>Wearing %1</source>
        <translation>%1 착용 중</translation>
    </message>
    <message>
        <source>Getting %1 ready…</source>
        <translation>%1 준비 중…</translation>
    </message>
    <message>
        <source>The mirror is starting.</source>
        <translation>거울을 켜는 중입니다.</translation>
    </message>
</context>
<context>
    <name>MirrorPanel</name>
    <message>
        <source>Help me take a good photo</source>
        <translation>좋은 사진 찍기 도움받기</translation>
    </message>
    <message>
        <source>Live mirror</source>
        <translation>실시간 거울</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>No camera yet</source>
        <translation>카메라 없음</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>돌리기</translation>
    </message>
    <message>
        <source>Turn the picture by a quarter</source>
        <translation>화면을 90도 돌리기</translation>
    </message>
    <message>
        <source>For a camera that stands on its side</source>
        <translation>세워 둔 카메라에 씁니다</translation>
    </message>
    <message>
        <source>Show me as in a mirror</source>
        <translation>거울처럼 보기</translation>
    </message>
    <message>
        <source>Photos are always kept as others see you.</source>
        <translation>사진은 언제나 다른 사람이 보는 모습으로 저장됩니다.</translation>
    </message>
    <message>
        <source>For a good photo</source>
        <translation>좋은 사진을 위해</translation>
    </message>
    <message>
        <source>When all is green, the photo is taken by itself.</source>
        <translation>모두 초록색이 되면 사진이 저절로 찍힙니다.</translation>
    </message>
    <message>
        <source>Take the photo</source>
        <translation>사진 찍기</translation>
    </message>
    <message>
        <source>Take the photo now (Space)</source>
        <translation>지금 사진 찍기 (스페이스)</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
</context>
<context>
    <name>MirrorView</name>
    <message>
        <source>Live mirror</source>
        <translation>실시간 거울</translation>
    </message>
</context>
<context>
    <name>ModelDesk</name>
    <message>
        <source>“%1” is installed.</source>
        <translation>“%1” 모델이 설치되었습니다.</translation>
    </message>
    <message>
        <source>The models were exported to “%1”.</source>
        <translation>모델을 “%1” 폴더로 내보냈습니다.</translation>
    </message>
    <message>
        <source>Import it again; no engine opens it before.</source>
        <translation>다시 가져오세요. 그 전에는 어떤 엔진도 열지 않습니다.</translation>
    </message>
    <message>
        <source>Repair it; no engine opens it before.</source>
        <translation>복구하세요. 그 전에는 어떤 엔진도 이 모델을 열지 않습니다.</translation>
    </message>
</context>
<context>
    <name>MotionGrid</name>
    <message>
        <source>Motions</source>
        <translation>동작</translation>
    </message>
</context>
<context>
    <name>MotionPicker</name>
    <message>
        <source>Motion</source>
        <translation>동작</translation>
    </message>
</context>
<context>
    <name>MotionRecorder</name>
    <message>
        <source>From</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>The camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>A film</source>
        <translation>동영상</translation>
    </message>
    <message>
        <source>%1 seconds. Only joints are kept, no picture.</source>
        <translation>%1초. 관절 위치만 저장되고 사진은 저장되지 않습니다.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>녹화</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>녹화 중지</translation>
    </message>
    <message>
        <source>Record a motion</source>
        <translation>동작 녹화</translation>
    </message>
    <message>
        <source>Close the recorder</source>
        <translation>녹화 닫기</translation>
    </message>
    <message>
        <source>A motion of your own</source>
        <translation>나만의 동작</translation>
    </message>
    <message>
        <source>Three seconds to step back, then up to ten to move. Only your joints are kept.</source>
        <translation>3초 동안 물러선 뒤 최대 10초 동안 움직이세요. 관절 위치만 저장됩니다.</translation>
    </message>
    <message>
        <source>Name of the motion</source>
        <translation>동작 이름</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>보관</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Keep the motion</source>
        <translation>동작 보관</translation>
    </message>
    <message>
        <source>Discard the motion</source>
        <translation>동작 버리기</translation>
    </message>
</context>
<context>
    <name>MotionsModel</name>
    <message>
        <source>your own</source>
        <translation>내 동작</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>선택됨</translation>
    </message>
    <message>
        <source>Record my own…</source>
        <translation>직접 녹화…</translation>
    </message>
    <message>
        <source>From a film…</source>
        <translation>동영상에서…</translation>
    </message>
</context>
<context>
    <name>NameBar</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Take this name</source>
        <translation>이 이름 쓰기</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>그대로 두기</translation>
    </message>
</context>
<context>
    <name>OutfitBoard</name>
    <message>
        <source>Outfit</source>
        <translation>코디</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>상의</translation>
    </message>
    <message>
        <source>Bottoms</source>
        <translation>하의</translation>
    </message>
    <message>
        <source>Dress</source>
        <translation>원피스</translation>
    </message>
    <message>
        <source>Take all off</source>
        <translation>모두 벗기</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>핏</translation>
    </message>
    <message>
        <source>Tight</source>
        <translation>딱 맞게</translation>
    </message>
    <message>
        <source>Regular</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>Loose</source>
        <translation>넉넉하게</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Tucked in</source>
        <translation>넣어 입기</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>내어 입기</translation>
    </message>
    <message>
        <source>It is not known where “%1” is worn. Choose its category in the wardrobe.</source>
        <translation>“%1” 옷의 종류를 알 수 없습니다. 옷장에서 종류를 골라 주세요.</translation>
    </message>
    <message>
        <source>A dress is worn alone. Take off %1 first, or drop the dress on the person.</source>
        <translation>원피스는 따로 입습니다. 먼저 %1 옷을 벗기거나, 원피스를 사람 위에 놓으세요.</translation>
    </message>
    <message>
        <source>Nothing goes with a dress. Take off %1 first, or drop the garment on the person.</source>
        <translation>원피스와 함께 입을 수 없습니다. 먼저 %1 옷을 벗기거나, 옷을 사람 위에 놓으세요.</translation>
    </message>
    <message>
        <source>Top in front</source>
        <translation>상의가 앞</translation>
    </message>
    <message>
        <source>Bottoms in front</source>
        <translation>하의가 앞</translation>
    </message>
    <message>
        <source>Swap layers</source>
        <translation>순서 바꾸기</translation>
    </message>
    <message>
        <source>Layer order: %1</source>
        <translation>겹치는 순서: %1</translation>
    </message>
    <message>
        <source>Wear the other piece in front where top and bottoms meet</source>
        <translation>상의와 하의가 만나는 곳에서 앞에 올 옷을 바꿉니다</translation>
    </message>
</context>
<context>
    <name>OutfitSlot</name>
    <message>
        <source>Take it off</source>
        <translation>벗기</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Take off %1</source>
        <translation>%1 벗기</translation>
    </message>
    <message>
        <source>Take it off (Del)</source>
        <translation>벗기 (Del)</translation>
    </message>
    <message>
        <source>%1: empty</source>
        <translation>%1: 비어 있음</translation>
    </message>
    <message>
        <source>%1: not with %2</source>
        <translation>%1: %2 옷과 함께 입을 수 없음</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find anything</source>
        <translation>무엇이든 찾기</translation>
    </message>
    <message>
        <source>Find actions, garments and people</source>
        <translation>기능, 옷, 사람 찾기</translation>
    </message>
    <message>
        <source>Type a few letters of an action, a garment or a person</source>
        <translation>기능, 옷, 사람의 이름을 몇 글자 입력하세요</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>찾은 결과</translation>
    </message>
</context>
<context>
    <name>PeoplePanel</name>
    <message>
        <source>People</source>
        <translation>사람</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>사진 열기</translation>
    </message>
    <message>
        <source>Open a photo of a person (Ctrl+O)</source>
        <translation>사람 사진 열기 (Ctrl+O)</translation>
    </message>
    <message>
        <source>Drop a photo here, paste one, or press Open.</source>
        <translation>사진을 끌어다 놓거나 붙여 넣거나, ‘열기’를 누르세요.</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>고객</translation>
    </message>
    <message>
        <source>What is this photo called?</source>
        <translation>이 사진의 이름은 무엇인가요?</translation>
    </message>
    <message>
        <source>What is this person called?</source>
        <translation>이 사람의 이름은 무엇인가요?</translation>
    </message>
    <message>
        <source>What should you remember?</source>
        <translation>무엇을 기억해 둘까요?</translation>
    </message>
    <message>
        <source>What is the new client called?</source>
        <translation>새 고객의 이름은 무엇인가요?</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>사진 붙여 넣기</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>최근</translation>
    </message>
    <message>
        <source>More ways to add a photo</source>
        <translation>사진을 추가하는 다른 방법</translation>
    </message>
</context>
<context>
    <name>PhotoIntake</name>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>클립보드에 사진이 없습니다.</translation>
    </message>
    <message>
        <source>Copy a picture first, then paste it here.</source>
        <translation>먼저 사진을 복사한 뒤 여기에 붙여 넣으세요.</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>붙여 넣은 사진</translation>
    </message>
    <message>
        <source>The picture on the clipboard could not be written.</source>
        <translation>클립보드의 사진을 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>공간을 비운 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Open “%1”</source>
        <translation>“%1” 열기</translation>
    </message>
</context>
<context>
    <name>PhotoList</name>
    <message>
        <source>Photos</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>삭제</translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message>
        <source>%1, chosen</source>
        <translation>%1, 선택됨</translation>
    </message>
</context>
<context>
    <name>PictureHeader</name>
    <message>
        <source>Outfits</source>
        <translation>코디</translation>
    </message>
    <message>
        <source>People</source>
        <translation>사람</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Preferences</source>
        <translation>환경설정</translation>
    </message>
    <message>
        <source>Close the preferences</source>
        <translation>환경설정 닫기</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>Home: one person</source>
        <translation>홈: 한 사람</translation>
    </message>
    <message>
        <source>Stylist: several clients</source>
        <translation>스타일리스트: 여러 고객</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>모드</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정에 따름</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Move only what must move</source>
        <translation>움직임 줄이기</translation>
    </message>
    <message>
        <source>Live mirror</source>
        <translation>실시간 거울</translation>
    </message>
    <message>
        <source>The first one found</source>
        <translation>처음 찾은 카메라</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Show me as a mirror does</source>
        <translation>거울처럼 보기</translation>
    </message>
    <message>
        <source>Pictures are saved as others see you, with writing the right way round.</source>
        <translation>사진은 좌우가 뒤집히지 않게 저장됩니다.</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>룩</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>다른 폴더 고르기</translation>
    </message>
    <message>
        <source>Save into</source>
        <translation>저장 위치</translation>
    </message>
    <message>
        <source>PNG: every pixel as it is</source>
        <translation>PNG: 픽셀 그대로</translation>
    </message>
    <message>
        <source>JPEG: smaller files</source>
        <translation>JPEG: 더 작은 파일</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>저장 형식</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>최고</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>좋음</translation>
    </message>
    <message>
        <source>Small files</source>
        <translation>작은 파일</translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation>JPEG 품질</translation>
    </message>
    <message>
        <source>Remember the looks I make</source>
        <translation>만든 룩 기억하기</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>A home: private use</source>
        <translation>집: 개인 용도</translation>
    </message>
    <message>
        <source>A shop: business use</source>
        <translation>매장: 영업 용도</translation>
    </message>
    <message>
        <source>Research: no commercial use</source>
        <translation>연구: 비상업적 용도</translation>
    </message>
    <message>
        <source>Only models whose licences allow this are run.</source>
        <translation>라이선스가 이 용도를 허락하는 모델만 실행합니다.</translation>
    </message>
    <message>
        <source>Used for</source>
        <translation>용도</translation>
    </message>
    <message>
        <source>Where to save looks</source>
        <translation>룩을 저장할 곳</translation>
    </message>
    <message>
        <source>Save into %1</source>
        <translation>%1 폴더에 저장</translation>
    </message>
</context>
<context>
    <name>Presentation</name>
    <message>
        <source>Fitting Room: second screen</source>
        <translation>피팅룸: 두 번째 화면</translation>
    </message>
    <message>
        <source>The look on the second screen</source>
        <translation>두 번째 화면의 룩</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Printing</source>
        <translation>인쇄 중</translation>
    </message>
    <message>
        <source>The printer does not answer.</source>
        <translation>프린터가 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>Check that it is on, or choose another one.</source>
        <translation>켜져 있는지 확인하거나 다른 프린터를 고르세요.</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Progress of the import</source>
        <translation>가져오기 진행</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stop adding garments</source>
        <translation>옷 추가 중지</translation>
    </message>
    <message>
        <source>Adding %1 of %2</source>
        <translation>%2개 중 %1번째 추가 중</translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>약 %n초 남음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>약 %n분 남음</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueChip</name>
    <message>
        <source>Show the queue (Ctrl+J)</source>
        <translation>작업 목록 보기 (Ctrl+J)</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>작업 목록</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>외 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation>작업 목록</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>작업이 없습니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Cancel the chosen jobs</source>
        <translation>고른 작업 취소</translation>
    </message>
    <message>
        <source>Cancel the chosen jobs (Delete)</source>
        <translation>고른 작업 취소 (Delete)</translation>
    </message>
    <message numerus="yes">
        <source>%n to do</source>
        <translation>
            <numerusform>남은 작업 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Go on with the background work</source>
        <translation>백그라운드 작업 계속</translation>
    </message>
    <message>
        <source>Pause the background work</source>
        <translation>백그라운드 작업 일시 정지</translation>
    </message>
</context>
<context>
    <name>Rack</name>
    <message>
        <source>Garments to pick</source>
        <translation>고를 옷</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Search for garments to pick</source>
        <translation>고를 옷 찾기</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Tops</source>
        <translation>상의</translation>
    </message>
    <message>
        <source>Bottoms</source>
        <translation>하의</translation>
    </message>
    <message>
        <source>Dresses</source>
        <translation>원피스</translation>
    </message>
    <message>
        <source>Wardrobe</source>
        <translation>옷장</translation>
    </message>
</context>
<context>
    <name>RecordingCamera</name>
    <message>
        <source>Step back until you are in the picture.</source>
        <translation>화면에 들어올 때까지 물러서세요.</translation>
    </message>
    <message>
        <source>Get ready…</source>
        <translation>준비하세요…</translation>
    </message>
    <message>
        <source>Move!</source>
        <translation>움직이세요!</translation>
    </message>
    <message>
        <source>My motion</source>
        <translation>내 동작</translation>
    </message>
    <message>
        <source>The camera is starting.</source>
        <translation>카메라를 켜는 중입니다.</translation>
    </message>
</context>
<context>
    <name>RemovalBar</name>
    <message>
        <source>Remove the looks too</source>
        <translation>룩도 함께 삭제</translation>
    </message>
    <message>
        <source>Keep the looks</source>
        <translation>룩은 남기기</translation>
    </message>
    <message>
        <source>Remove nothing</source>
        <translation>삭제하지 않기</translation>
    </message>
    <message>
        <source>Remove “%1” with all photos?</source>
        <translation>“%1” 고객과 사진을 삭제할까요?</translation>
    </message>
    <message numerus="yes">
        <source>%n look(s) of this client are on file, too.</source>
        <translation>
            <numerusform>이 고객의 룩도 %n개 있습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>Something went wrong inside the fitting room.</source>
        <translation>피팅룸 안에서 문제가 생겼습니다.</translation>
    </message>
    <message>
        <source>Go on, or start it again; Help, Copy diagnostics has the details.</source>
        <translation>계속 쓰거나 다시 시작하세요. 자세한 내용은 ‘도움말’의 ‘진단 정보 복사’에 있습니다.</translation>
    </message>
</context>
<context>
    <name>SampleStrip</name>
    <message>
        <source>Pictures of this look</source>
        <translation>이 룩의 사진들</translation>
    </message>
    <message>
        <source>%1 · best</source>
        <translation>%1 · 최고</translation>
    </message>
    <message>
        <source>Picture %1 of %2</source>
        <translation>사진 %2장 중 %1번</translation>
    </message>
    <message>
        <source>Picture %1 of %2, the best</source>
        <translation>사진 %2장 중 %1번, 가장 좋은 것</translation>
    </message>
    <message>
        <source>Made by the instant engine, because something looked wrong with the others.</source>
        <translation>다른 사진들이 이상해 보여서 즉석 엔진이 만들었습니다.</translation>
    </message>
    <message>
        <source>What may be wrong with it: %1.</source>
        <translation>확인해 볼 점: %1.</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Save the look</source>
        <translation>룩 저장</translation>
    </message>
    <message>
        <source>Save the looks into</source>
        <translation>룩을 저장할 폴더</translation>
    </message>
    <message>
        <source>PNG, every pixel as it is (*.png)</source>
        <translation>PNG, 픽셀 그대로 (*.png)</translation>
    </message>
    <message>
        <source>JPEG, best quality (*.jpg)</source>
        <translation>JPEG, 최고 품질 (*.jpg)</translation>
    </message>
    <message>
        <source>JPEG, good quality (*.jpg)</source>
        <translation>JPEG, 좋은 품질 (*.jpg)</translation>
    </message>
    <message>
        <source>JPEG, small file (*.jpg)</source>
        <translation>JPEG, 작은 파일 (*.jpg)</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>Clip</source>
        <translation>동영상</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear the search</source>
        <translation>검색 지우기</translation>
    </message>
</context>
<context>
    <name>ShelfCard</name>
    <message>
        <source>Progress of %1</source>
        <translation>%1 진행률</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속하기</translation>
    </message>
    <message>
        <source>Install…</source>
        <translation>설치…</translation>
    </message>
    <message>
        <source>For whom: %1</source>
        <translation>사용 대상: %1</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>내려받기</translation>
    </message>
    <message>
        <source>About %1.</source>
        <translation>약 %1.</translation>
    </message>
    <message>
        <source>To be brought</source>
        <translation>직접 준비할 파일</translation>
    </message>
    <message>
        <source>Graphics memory</source>
        <translation>그래픽 메모리</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>한계</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>복구</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>검사</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>가져오기…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>제거…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Read every file and compare it with what was published</source>
        <translation>모든 파일을 읽어 공개된 파일과 비교합니다</translation>
    </message>
    <message>
        <source>Take it from a folder, on a USB stick for example</source>
        <translation>USB 메모리 같은 폴더에서 가져옵니다</translation>
    </message>
    <message>
        <source>Take it from a folder with the files that its authors publish</source>
        <translation>제작자가 공개한 파일이 있는 폴더에서 가져오기</translation>
    </message>
</context>
<context>
    <name>ShelfPage</name>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>The folder with “%1”</source>
        <translation>“%1” 모델이 있는 폴더</translation>
    </message>
    <message>
        <source>A folder with exported models</source>
        <translation>내보낸 모델이 있는 폴더</translation>
    </message>
    <message>
        <source>Where to export to</source>
        <translation>내보낼 위치</translation>
    </message>
    <message>
        <source>Remove a model</source>
        <translation>모델 제거</translation>
    </message>
    <message>
        <source>Remove “%1” from this computer?</source>
        <translation>“%1” 모델을 이 컴퓨터에서 제거할까요?</translation>
    </message>
    <message>
        <source>To use it again, about %1 have to be downloaded.</source>
        <translation>다시 사용하려면 약 %1를 내려받아야 합니다.</translation>
    </message>
    <message>
        <source>To use it again, import its files again.</source>
        <translation>다시 쓰려면 파일을 다시 가져와야 합니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>제거하기</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>This installation may not use the models in that folder.</source>
        <translation>이 설치에서는 그 폴더의 모델을 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>Every model in that folder is installed already.</source>
        <translation>그 폴더의 모델은 모두 이미 설치되어 있습니다.</translation>
    </message>
    <message>
        <source>%1 free on this disk.</source>
        <translation>디스크 여유 공간 %1</translation>
    </message>
    <message>
        <source>The fitting room works without any of these. They make pictures like photographs, on this computer only, and most want a graphics card.</source>
        <translation>피팅룸은 이 모델들이 없어도 작동합니다. 모델은 이 컴퓨터 안에서만 사진 같은 결과를 만들며, 대부분 그래픽 카드가 필요합니다.</translation>
    </message>
    <message>
        <source>Import a folder…</source>
        <translation>폴더 가져오기…</translation>
    </message>
    <message>
        <source>Take models from a folder or a USB stick, or drop it here</source>
        <translation>폴더나 USB 메모리에서 모델을 가져옵니다. 여기에 끌어다 놓아도 됩니다</translation>
    </message>
    <message>
        <source>Export models…</source>
        <translation>모델 내보내기…</translation>
    </message>
    <message>
        <source>Copy what is installed, for a computer without network</source>
        <translation>네트워크가 없는 컴퓨터를 위해 설치된 모델을 복사합니다</translation>
    </message>
    <message>
        <source>Export the list…</source>
        <translation>목록 내보내기…</translation>
    </message>
    <message>
        <source>Write names, sizes and checksums of what is installed</source>
        <translation>설치된 모델의 이름, 크기, 체크섬을 기록합니다</translation>
    </message>
    <message>
        <source>Stop what is done with the folder</source>
        <translation>폴더 작업 중지</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>Close the shortcuts</source>
        <translation>단축키 닫기</translation>
    </message>
    <message>
        <source>hold %1</source>
        <translation>%1 누르고 있기</translation>
    </message>
</context>
<context>
    <name>ShotStrip</name>
    <message>
        <source>Which one shall it be?</source>
        <translation>어느 사진으로 할까요?</translation>
    </message>
    <message>
        <source>The sharpest one with open eyes is chosen.</source>
        <translation>눈을 뜨고 가장 선명하게 나온 사진을 골랐습니다.</translation>
    </message>
    <message>
        <source>Use this photo</source>
        <translation>이 사진 쓰기</translation>
    </message>
    <message>
        <source>Take another</source>
        <translation>다시 찍기</translation>
    </message>
    <message>
        <source>Photo %1 of %2</source>
        <translation>사진 %2장 중 %1번째</translation>
    </message>
    <message>
        <source>The best one</source>
        <translation>가장 잘 나온 사진</translation>
    </message>
</context>
<context>
    <name>SkeletonView</name>
    <message>
        <source>Camera for motions</source>
        <translation>동작 녹화 카메라</translation>
    </message>
</context>
<context>
    <name>SplitSlider</name>
    <message>
        <source>Divider between before and after</source>
        <translation>입기 전과 후를 나누는 선</translation>
    </message>
    <message>
        <source>Drag to compare the photo with the look</source>
        <translation>끌어서 사진과 룩을 비교하세요</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Drop it to wear it</source>
        <translation>놓으면 입습니다</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
</context>
<context>
    <name>StageDirector</name>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Find out what may change</source>
        <translation>바뀔 수 있는 곳 찾기</translation>
    </message>
    <message>
        <source>Find out what was clicked</source>
        <translation>무엇을 눌렀는지 알아보기</translation>
    </message>
    <message>
        <source>Nothing could be made out there.</source>
        <translation>그 자리에서 알아볼 수 있는 것이 없습니다.</translation>
    </message>
    <message>
        <source>Click another place of it, or use the brush.</source>
        <translation>다른 자리를 누르거나 붓을 쓰세요.</translation>
    </message>
    <message>
        <source>Show the steps</source>
        <translation>단계 보기</translation>
    </message>
</context>
<context>
    <name>StageTools</name>
    <message>
        <source>Before and after</source>
        <translation>입기 전과 후</translation>
    </message>
    <message>
        <source>A line between photo and look (S)</source>
        <translation>사진과 룩 사이의 선을 끕니다 (S)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Put looks side by side (C)</source>
        <translation>룩을 나란히 놓기 (C)</translation>
    </message>
    <message>
        <source>Changed pixels</source>
        <translation>바뀐 픽셀</translation>
    </message>
    <message>
        <source>Show what has changed (X)</source>
        <translation>달라진 곳 보기 (X)</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Show how the picture was made (I)</source>
        <translation>사진이 만들어진 과정 보기 (I)</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>마스크</translation>
    </message>
    <message>
        <source>Decide what may change (M)</source>
        <translation>바뀔 곳 정하기 (M)</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>축소 (−)</translation>
    </message>
    <message>
        <source>Show the whole picture (0)</source>
        <translation>전체 보기 (0)</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>확대 (+)</translation>
    </message>
    <message>
        <source>Zoom: {percent} %. Show the whole picture</source>
        <translation>배율 {percent}%. 전체 보기</translation>
    </message>
</context>
<context>
    <name>StepsPage</name>
    <message>
        <source>Step: {name}</source>
        <translation>단계: {name}</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>자세</translation>
    </message>
    <message>
        <source>Cut-out</source>
        <translation>오려 낸 모습</translation>
    </message>
    <message>
        <source>Body parts</source>
        <translation>신체 부위</translation>
    </message>
    <message>
        <source>May change</source>
        <translation>바뀔 수 있는 곳</translation>
    </message>
    <message>
        <source>Fitted clothes</source>
        <translation>맞춘 옷</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>룩</translation>
    </message>
    <message>
        <source>The photo as it was taken.</source>
        <translation>찍은 그대로의 사진입니다.</translation>
    </message>
    <message>
        <source>Where the joints are. The person&apos;s own left is orange, the right is blue.</source>
        <translation>관절의 위치입니다. 사람의 왼쪽은 주황색, 오른쪽은 파란색입니다.</translation>
    </message>
    <message>
        <source>The person without the room.</source>
        <translation>배경을 뺀 사람입니다.</translation>
    </message>
    <message>
        <source>What each part of the picture was taken for.</source>
        <translation>사진의 각 부분을 무엇으로 보았는지 나타냅니다.</translation>
    </message>
    <message>
        <source>Grey may change. Blue is protected. You can correct it with the mask (M).</source>
        <translation>회색은 바뀔 수 있는 곳, 파란색은 보호된 곳입니다. 마스크(M)로 고칠 수 있습니다.</translation>
    </message>
    <message>
        <source>The new clothes, fitted to the body.</source>
        <translation>몸에 맞춘 새 옷입니다.</translation>
    </message>
    <message>
        <source>Everything put together.</source>
        <translation>모두 합친 모습입니다.</translation>
    </message>
</context>
<context>
    <name>StylistPage</name>
    <message>
        <source>%1 pictures are too many for one table. Choose fewer, up to %2.</source>
        <translation>사진 %1장은 한 표에 너무 많습니다. %2장 이하로 고르세요.</translation>
    </message>
    <message>
        <source>%1 of %2 pictures</source>
        <translation>사진 %2장 중 %1장</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) to make</source>
        <translation>
            <numerusform>만들 사진 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be made</source>
        <translation>
            <numerusform>사진 %n장을 만들지 못했습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s)</source>
        <translation>
            <numerusform>약 %n초</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>약 %n분</numerusform>
        </translation>
    </message>
    <message>
        <source>Contact sheet (*.png *.jpg)</source>
        <translation>모음 사진 (*.png *.jpg)</translation>
    </message>
    <message>
        <source>Book (*.pdf)</source>
        <translation>룩북 (*.pdf)</translation>
    </message>
    <message>
        <source>Export the looks</source>
        <translation>룩 내보내기</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>룩</translation>
    </message>
    <message>
        <source>People to dress</source>
        <translation>옷을 입힐 사람</translation>
    </message>
    <message>
        <source>Outfits to try on</source>
        <translation>입어 볼 코디</translation>
    </message>
    <message>
        <source>Add what is worn</source>
        <translation>입은 옷 추가</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Remove the outfit</source>
        <translation>코디 빼기</translation>
    </message>
    <message>
        <source>Choose people, and add what they shall wear. Every picture of the table is made for you.</source>
        <translation>사람을 고르고 입힐 옷을 추가하세요. 표의 모든 사진을 만들어 드립니다.</translation>
    </message>
    <message>
        <source>Progress of the table</source>
        <translation>표의 진행</translation>
    </message>
    <message>
        <source>Make the pictures</source>
        <translation>사진 만들기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stop making pictures</source>
        <translation>사진 만들기 중지</translation>
    </message>
    <message>
        <source>Keep chosen</source>
        <translation>고른 룩 보관</translation>
    </message>
    <message>
        <source>Keep the chosen looks</source>
        <translation>고른 룩 보관</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Export as a contact sheet</source>
        <translation>모음 사진으로 내보내기</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>입을 사람</translation>
    </message>
    <message>
        <source>In what</source>
        <translation>입을 옷</translation>
    </message>
    <message>
        <source>Choose from the wardrobe…</source>
        <translation>옷장에서 고르기…</translation>
    </message>
    <message>
        <source>Done choosing</source>
        <translation>고르기 완료</translation>
    </message>
</context>
<context>
    <name>TroubleCard</name>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Waiting for the camera</source>
        <translation>카메라를 기다리는 중</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>It is deleted for good when you close the fitting room.</source>
        <translation>피팅룸을 닫으면 완전히 삭제됩니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Bring back who was removed</source>
        <translation>삭제한 사람 되돌리기</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>메시지 닫기</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>“%1” 항목을 삭제했습니다.</translation>
    </message>
</context>
<context>
    <name>UndoStrip</name>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Bring back what was removed</source>
        <translation>삭제한 것 되살리기</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>메시지 닫기</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>“%1” 항목을 삭제했습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n garment(s) were removed.</source>
        <translation>
            <numerusform>옷 %n벌을 삭제했습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ViewStrip</name>
    <message>
        <source>View %1: go to second %2</source>
        <translation>모습 %1: %2초로 이동</translation>
    </message>
    <message>
        <source>Second %1</source>
        <translation>%1초</translation>
    </message>
</context>
<context>
    <name>WardrobePanel</name>
    <message>
        <source>Wardrobe</source>
        <translation>옷장</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>모두 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n garment(s)</source>
        <translation>
            <numerusform>옷 %n벌</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing here is like that.</source>
        <translation>조건에 맞는 옷이 없습니다.</translation>
    </message>
    <message>
        <source>Drop pictures of clothes here, or a folder of them.</source>
        <translation>옷 사진이나 사진이 든 폴더를 여기에 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Add garments</source>
        <translation>옷 추가</translation>
    </message>
    <message>
        <source>Add a folder of garments</source>
        <translation>옷 폴더 추가</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>벗기</translation>
    </message>
    <message>
        <source>Wear</source>
        <translation>입기</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>즐겨찾기 해제</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>즐겨찾기</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>태그…</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>고치기…</translation>
    </message>
    <message>
        <source>Add a picture of the back…</source>
        <translation>뒷모습 사진 추가…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Add a picture of the back</source>
        <translation>뒷모습 사진 추가</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>추가…</translation>
    </message>
    <message>
        <source>Pictures…</source>
        <translation>사진…</translation>
    </message>
    <message>
        <source>A folder of pictures…</source>
        <translation>사진 폴더…</translation>
    </message>
    <message>
        <source>What was copied</source>
        <translation>복사한 사진</translation>
    </message>
</context>
<context>
    <name>_Pane</name>
    <message>
        <source>Remove {look} from the comparison</source>
        <translation>비교에서 {look} 빼기</translation>
    </message>
    <message>
        <source>Remove from the comparison</source>
        <translation>비교에서 빼기</translation>
    </message>
</context>
<context>
    <name>_Panel</name>
    <message>
        <source>Who makes the pictures</source>
        <translation>사진을 만드는 엔진</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>세밀함</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>사진 수</translation>
    </message>
    <message>
        <source>Engine: %1</source>
        <translation>엔진: %1</translation>
    </message>
    <message>
        <source>Who makes the clip</source>
        <translation>영상을 만드는 방법</translation>
    </message>
    <message>
        <source>Animator: %1</source>
        <translation>애니메이터: %1</translation>
    </message>
    <message>
        <source>Install…</source>
        <translation>설치…</translation>
    </message>
    <message>
        <source>Install %1</source>
        <translation>%1 설치</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>룩(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation>사진 열기…</translation>
    </message>
    <message>
        <source>Add garments…</source>
        <translation>옷 추가…</translation>
    </message>
    <message>
        <source>Add a folder of garments…</source>
        <translation>옷 폴더 추가…</translation>
    </message>
    <message>
        <source>Save the look…</source>
        <translation>룩 저장…</translation>
    </message>
    <message>
        <source>Keep the look</source>
        <translation>룩 보관</translation>
    </message>
    <message>
        <source>Export a lookbook…</source>
        <translation>룩북 내보내기…</translation>
    </message>
    <message>
        <source>Print the look…</source>
        <translation>룩 인쇄…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>환경설정…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>사진 붙여 넣기</translation>
    </message>
    <message>
        <source>Search the wardrobe</source>
        <translation>옷장에서 찾기</translation>
    </message>
    <message>
        <source>Find anything…</source>
        <translation>무엇이든 찾기…</translation>
    </message>
    <message>
        <source>Make the look</source>
        <translation>룩 만들기</translation>
    </message>
    <message>
        <source>Choose who makes the pictures…</source>
        <translation>사진을 만드는 엔진 선택…</translation>
    </message>
    <message>
        <source>Stop what is being done</source>
        <translation>하던 일 중지</translation>
    </message>
    <message>
        <source>Take everything off</source>
        <translation>모두 벗기</translation>
    </message>
    <message>
        <source>Take a picture in the mirror</source>
        <translation>거울에서 사진 찍기</translation>
    </message>
    <message>
        <source>Next picture of this look</source>
        <translation>이 룩의 다음 사진</translation>
    </message>
    <message>
        <source>Picture of this look before</source>
        <translation>이 룩의 이전 사진</translation>
    </message>
    <message>
        <source>Move the look</source>
        <translation>룩 움직이기</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>입기 전과 후</translation>
    </message>
    <message>
        <source>A line between before and after</source>
        <translation>전후 경계선 보기</translation>
    </message>
    <message>
        <source>Compare looks</source>
        <translation>룩 비교</translation>
    </message>
    <message>
        <source>Correct the mask</source>
        <translation>마스크 고치기</translation>
    </message>
    <message>
        <source>Show the changed pixels</source>
        <translation>바뀐 픽셀 보기</translation>
    </message>
    <message>
        <source>Show the steps</source>
        <translation>단계 보기</translation>
    </message>
    <message>
        <source>Fitting room</source>
        <translation>피팅룸</translation>
    </message>
    <message>
        <source>Live mirror</source>
        <translation>실시간 거울</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>룩</translation>
    </message>
    <message>
        <source>Stylist</source>
        <translation>스타일리스트</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Show the queue</source>
        <translation>작업 목록 보기</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation>전체 보기</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Show on a second screen</source>
        <translation>두 번째 화면에 표시</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>Copy diagnostics…</source>
        <translation>진단 정보 복사…</translation>
    </message>
    <message>
        <source>About Fitting Room</source>
        <translation>피팅룸 정보</translation>
    </message>
</context>
<context>
    <name>animators</name>
    <message>
        <source>Puppet</source>
        <translation>퍼펫</translation>
    </message>
    <message>
        <source>Runs on any computer. Nothing to download.</source>
        <translation>어떤 컴퓨터에서나 실행됩니다. 내려받을 것이 없습니다.</translation>
    </message>
    <message>
        <source>Needs a graphics card with 15 GB or more, 50 GB of main memory and an 82 GB download.</source>
        <translation>15GB 이상의 그래픽 카드, 50GB의 주 메모리와 82GB의 내려받기가 필요합니다.</translation>
    </message>
    <message>
        <source>Needs a graphics card with 8 GB or more and a 19 GB download.</source>
        <translation>8GB 이상의 그래픽 카드와 19GB의 내려받기가 필요합니다.</translation>
    </message>
    <message>
        <source>For research only. Needs a graphics card; minutes for each second. Four files (4.1 GB) that you bring.</source>
        <translation>연구용입니다. 그래픽 카드가 필요하며, 영상 1초에 몇 분이 걸립니다. 4.1GB인 파일 네 개를 직접 가져와야 합니다.</translation>
    </message>
</context>
<context>
    <name>clips</name>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
</context>
<context>
    <name>demo</name>
    <message>
        <source>Anna</source>
        <translation>안나</translation>
    </message>
    <message>
        <source>Imani</source>
        <translation>이마니</translation>
    </message>
    <message>
        <source>Mei</source>
        <translation>메이</translation>
    </message>
    <message>
        <source>Ruth</source>
        <translation>루스</translation>
    </message>
    <message>
        <source>Dalia</source>
        <translation>달리아</translation>
    </message>
    <message>
        <source>Kofi</source>
        <translation>코피</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>준</translation>
    </message>
    <message>
        <source>Marco</source>
        <translation>마르코</translation>
    </message>
    <message>
        <source>Hal</source>
        <translation>할</translation>
    </message>
    <message>
        <source>Imani, webcam</source>
        <translation>이마니, 웹캠</translation>
    </message>
    <message>
        <source>Breton T-shirt</source>
        <translation>브르통 티셔츠</translation>
    </message>
    <message>
        <source>Sunset T-shirt</source>
        <translation>노을 티셔츠</translation>
    </message>
    <message>
        <source>Bolt T-shirt</source>
        <translation>번개 티셔츠</translation>
    </message>
    <message>
        <source>Blocks T-shirt</source>
        <translation>블록 티셔츠</translation>
    </message>
    <message>
        <source>Letter tank top</source>
        <translation>레터링 민소매</translation>
    </message>
    <message>
        <source>Oxford shirt</source>
        <translation>옥스퍼드 셔츠</translation>
    </message>
    <message>
        <source>Plaid shirt</source>
        <translation>체크 셔츠</translation>
    </message>
    <message>
        <source>Chambray blouse</source>
        <translation>샴브레이 블라우스</translation>
    </message>
    <message>
        <source>Zigzag long-sleeve</source>
        <translation>지그재그 긴소매 티셔츠</translation>
    </message>
    <message>
        <source>Camel sweater</source>
        <translation>카멜 스웨터</translation>
    </message>
    <message>
        <source>Blue jeans</source>
        <translation>청바지</translation>
    </message>
    <message>
        <source>Olive chinos</source>
        <translation>올리브 치노</translation>
    </message>
    <message>
        <source>Khaki shorts</source>
        <translation>카키 반바지</translation>
    </message>
    <message>
        <source>Plaid skirt</source>
        <translation>체크 스커트</translation>
    </message>
    <message>
        <source>Black pencil skirt</source>
        <translation>검정 펜슬 스커트</translation>
    </message>
    <message>
        <source>Ditsy dress</source>
        <translation>잔꽃무늬 원피스</translation>
    </message>
    <message>
        <source>Polka-dot dress</source>
        <translation>물방울무늬 원피스</translation>
    </message>
    <message>
        <source>Flower dress</source>
        <translation>꽃무늬 원피스</translation>
    </message>
    <message>
        <source>Wine-red dress</source>
        <translation>와인색 원피스</translation>
    </message>
</context>
<context>
    <name>engines</name>
    <message>
        <source>Instant</source>
        <translation>즉시</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>초안</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>균형</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>최종</translation>
    </message>
    <message>
        <source>A graphics card with about 4 GB free (not measured here yet); 1.9 GB to download.</source>
        <translation>여유 메모리 약 4 GB의 그래픽 카드(아직 측정하지 않음), 내려받기 1.9 GB.</translation>
    </message>
    <message>
        <source>A graphics card with about 13 GB free (not measured here yet); 15.5 GB to download.</source>
        <translation>여유 메모리 약 13 GB의 그래픽 카드(아직 측정하지 않음), 내려받기 15.5 GB.</translation>
    </message>
    <message>
        <source>As FLUX.2-klein-4B, from the same download. Puts on a whole outfit at once; pose and light may shift.</source>
        <translation>FLUX.2-klein-4B와 같은 파일을 사용합니다. 한 벌 전체를 한 번에 입히며, 자세와 빛이 달라질 수 있습니다.</translation>
    </message>
    <message>
        <source>For research only. A graphics card with about 8 GB free (not measured here yet); 4.4 GB to download.</source>
        <translation>연구 전용. 여유 메모리 약 8 GB의 그래픽 카드(아직 측정하지 않음), 내려받기 4.4 GB.</translation>
    </message>
    <message>
        <source>As CatVTON, from the same download, at a quarter of its pixels. Learned from photos of tops only.</source>
        <translation>CatVTON과 같은 파일을 사용하며, 픽셀 수는 4분의 1입니다. 상의 사진만으로 학습되었습니다.</translation>
    </message>
    <message>
        <source>As CatVTON, from the same download, at a quarter of its pixels. Learned from tops, bottoms and dresses.</source>
        <translation>CatVTON과 같은 파일을 사용하며, 픽셀 수는 4분의 1입니다. 상의, 하의, 원피스로 학습되었습니다.</translation>
    </message>
    <message>
        <source>For research only. Tops, from the front or from behind. A file of 7.2 GB that you bring yourself.</source>
        <translation>연구용입니다. 상의만, 앞모습과 뒷모습 모두. 7.2GB 파일을 직접 가져와야 합니다.</translation>
    </message>
    <message>
        <source>For research only; tops only. Any computer, a minute without a graphics card. Its files are brought.</source>
        <translation>연구용이며 상의만 됩니다. 어떤 컴퓨터에서나 돌아가고, 그래픽 카드가 없으면 1분쯤 걸립니다. 파일은 직접 가져와야 합니다.</translation>
    </message>
    <message>
        <source>For research only; small pictures of tops. Any computer. Its file is brought.</source>
        <translation>연구용이며 작은 상의 사진을 만듭니다. 어떤 컴퓨터에서나 돌아갑니다. 파일은 직접 가져와야 합니다.</translation>
    </message>
    <message>
        <source>For research only; tops, bottoms and dresses with weights of your own. Any computer.</source>
        <translation>연구용입니다. 직접 준비한 가중치로 상의, 하의, 원피스를 입힙니다. 어떤 컴퓨터에서나 돌아갑니다.</translation>
    </message>
</context>
<context>
    <name>jobs</name>
    <message>
        <source>Opening a photo</source>
        <translation>사진 여는 중</translation>
    </message>
    <message>
        <source>Adding a photo</source>
        <translation>사진 추가 중</translation>
    </message>
    <message>
        <source>Making a look</source>
        <translation>룩 만드는 중</translation>
    </message>
    <message>
        <source>Saving a look</source>
        <translation>룩 저장 중</translation>
    </message>
    <message>
        <source>Making a clip</source>
        <translation>동영상을 만드는 중</translation>
    </message>
    <message>
        <source>Saving a clip</source>
        <translation>동영상을 저장하는 중</translation>
    </message>
    <message>
        <source>Adding garments</source>
        <translation>옷 추가 중</translation>
    </message>
    <message>
        <source>Making a lookbook</source>
        <translation>룩북 만드는 중</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>작업 중</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>중지하는 중…</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>기다리는 중</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>Did not work</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Nearly done</source>
        <translation>거의 다 됨</translation>
    </message>
    <message>
        <source>About %n s left</source>
        <translation>약 %n초 남음</translation>
    </message>
    <message>
        <source>About %n min left</source>
        <translation>약 %n분 남음</translation>
    </message>
    <message>
        <source>about %n s</source>
        <translation>약 %n초</translation>
    </message>
    <message>
        <source>about %n min</source>
        <translation>약 %n분</translation>
    </message>
</context>
<context>
    <name>looks</name>
    <message>
        <source>A look</source>
        <translation>룩</translation>
    </message>
</context>
<context>
    <name>mirror</name>
    <message>
        <source>One person</source>
        <translation>한 사람</translation>
    </message>
    <message>
        <source>Right distance</source>
        <translation>알맞은 거리</translation>
    </message>
    <message>
        <source>Everything in the picture</source>
        <translation>몸 전체가 화면 안에</translation>
    </message>
    <message>
        <source>Facing the camera</source>
        <translation>정면 보기</translation>
    </message>
    <message>
        <source>Arms a little out</source>
        <translation>팔 살짝 벌리기</translation>
    </message>
    <message>
        <source>Enough light</source>
        <translation>충분한 빛</translation>
    </message>
    <message>
        <source>Standing still</source>
        <translation>가만히 서기</translation>
    </message>
    <message>
        <source>Step in front of the camera.</source>
        <translation>카메라 앞에 서 주세요.</translation>
    </message>
    <message>
        <source>One person at a time, please.</source>
        <translation>한 번에 한 사람만 서 주세요.</translation>
    </message>
    <message>
        <source>Step back a little.</source>
        <translation>조금 뒤로 물러나세요.</translation>
    </message>
    <message>
        <source>Come a little closer.</source>
        <translation>조금 더 가까이 오세요.</translation>
    </message>
    <message>
        <source>Move to the middle.</source>
        <translation>가운데로 오세요.</translation>
    </message>
    <message>
        <source>Your head should be in the picture.</source>
        <translation>머리가 화면에 들어와야 합니다.</translation>
    </message>
    <message>
        <source>Step back until your feet are in the picture.</source>
        <translation>발이 보일 때까지 뒤로 물러나세요.</translation>
    </message>
    <message>
        <source>Face the camera.</source>
        <translation>카메라를 바라보세요.</translation>
    </message>
    <message>
        <source>Hold your arms a little away from your body.</source>
        <translation>팔을 몸에서 살짝 떼어 주세요.</translation>
    </message>
    <message>
        <source>More light from the front, please.</source>
        <translation>앞쪽을 더 밝게 해 주세요.</translation>
    </message>
    <message>
        <source>Turn away from the bright window behind you.</source>
        <translation>뒤쪽의 밝은 창을 피해 방향을 바꿔 주세요.</translation>
    </message>
    <message>
        <source>Hold still.</source>
        <translation>가만히 계세요.</translation>
    </message>
    <message>
        <source>Camera %1</source>
        <translation>카메라 %1</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>Puts one garment after the other on a photo, from garment photos that lie flat or are worn, without a mask.</source>
        <translation>펼쳐 놓거나 입은 옷 사진에서 옷을 한 벌씩, 마스크 없이 사진에 입힙니다.</translation>
    </message>
    <message>
        <source>Apache-2.0 for code and weights; its non-commercial human parser is not used. What it was trained on is not disclosed.</source>
        <translation>코드와 가중치는 Apache-2.0입니다. 비상업용 인체 분할기는 사용하지 않습니다. 학습 데이터는 공개되지 않았습니다.</translation>
    </message>
    <message>
        <source>Not measured here yet. A third party reports 3.0 GiB allocated and 5.1 GiB reserved on an RTX 4060 Ti in bf16.</source>
        <translation>아직 직접 측정하지 않았습니다. 제3자는 RTX 4060 Ti에서 bf16으로 3.0 GiB 할당, 5.1 GiB 예약을 보고했습니다.</translation>
    </message>
    <message>
        <source>Works at 576x864; everything outside the clothes keeps the photo&apos;s own pixels.</source>
        <translation>576x864로 작업합니다. 옷 바깥은 원래 사진의 픽셀을 그대로 유지합니다.</translation>
    </message>
    <message>
        <source>Needs a pose: fails where no person is seen.</source>
        <translation>자세가 필요합니다. 사람이 보이지 않으면 실패합니다.</translation>
    </message>
    <message>
        <source>Graphics cards older than Ampere run it in fp32: twice the memory.</source>
        <translation>Ampere 이전 그래픽 카드는 fp32로 실행하므로 메모리가 두 배 필요합니다.</translation>
    </message>
    <message>
        <source>Finds the whole body in a photo, with hands and face: 133 points.</source>
        <translation>사진에서 손과 얼굴까지 온몸을 133개 점으로 찾습니다.</translation>
    </message>
    <message>
        <source>Apache-2.0.</source>
        <translation>Apache-2.0.</translation>
    </message>
    <message>
        <source>Not measured yet.</source>
        <translation>아직 측정하지 않았습니다.</translation>
    </message>
    <message>
        <source>Finds nobody in some photos in which a person is seen from behind or far away.</source>
        <translation>뒷모습이거나 멀리 있는 사람은 찾지 못하는 사진이 있습니다.</translation>
    </message>
    <message>
        <source>Finds the whole body in a photo, with hands and face: 133 points, hands better than DWPose does.</source>
        <translation>사진에서 손과 얼굴을 포함한 온몸을 찾습니다. 점 133개이며 손은 DWPose보다 정확합니다.</translation>
    </message>
    <message>
        <source>Needs DWPose as well: its detector finds the people.</source>
        <translation>DWPose도 필요합니다. 그 검출기가 사람을 찾습니다.</translation>
    </message>
    <message>
        <source>A copy that its makers did not put on the hub themselves.</source>
        <translation>만든 이들이 직접 허브에 올린 것이 아닌 사본입니다.</translation>
    </message>
    <message>
        <source>Puts several garments on at once, by editing the photo with pictures of them beside it.</source>
        <translation>옷 사진들을 나란히 두고 사진을 편집하여 여러 옷을 한 번에 입힙니다.</translation>
    </message>
    <message>
        <source>Apache-2.0 (the 9B sizes are not). What it was trained on is not disclosed.</source>
        <translation>Apache-2.0입니다(9B 크기는 제외). 학습 데이터는 공개되지 않았습니다.</translation>
    </message>
    <message>
        <source>Not measured here yet. Its makers say about 13 GB.</source>
        <translation>아직 직접 측정하지 않았습니다. 제작사는 약 13 GB라고 합니다.</translation>
    </message>
    <message>
        <source>Garment photos worn by somebody mislead it: the garment has to be cut out first.</source>
        <translation>누군가 입은 옷 사진은 혼동을 일으킵니다. 옷을 먼저 오려 내야 합니다.</translation>
    </message>
    <message>
        <source>May change face and pose; only the clothes are taken from it.</source>
        <translation>얼굴과 자세를 바꿀 수 있으므로 결과에서 옷만 가져옵니다.</translation>
    </message>
    <message>
        <source>Puts on tops, bottoms or whole outfits inside a mask.</source>
        <translation>마스크 안에서 상의, 하의 또는 한 벌 전체를 입힙니다.</translation>
    </message>
    <message>
        <source>CC BY-NC-SA 4.0 for code and weights: research and other non-commercial use only.</source>
        <translation>코드와 가중치는 CC BY-NC-SA 4.0입니다. 연구와 기타 비상업적 용도로만 사용할 수 있습니다.</translation>
    </message>
    <message>
        <source>Not measured here yet. Its makers say less than 8 GB at 1024x768 in bf16.</source>
        <translation>아직 직접 측정하지 않았습니다. 제작자는 1024x768, bf16에서 8 GB 미만이라고 합니다.</translation>
    </message>
    <message>
        <source>Needs the SD 1.5 inpainting model and its VAE as well.</source>
        <translation>SD 1.5 인페인팅 모델과 그 VAE도 필요합니다.</translation>
    </message>
    <message>
        <source>Trained on VITON-HD and DressCode, which are for research.</source>
        <translation>연구용인 VITON-HD와 DressCode로 학습되었습니다.</translation>
    </message>
    <message>
        <source>Puts on tops: it lays out where everything will be, bends the garment, and paints the person around it.</source>
        <translation>상의를 입혀 줍니다. 무엇이 어디에 올지 먼저 정하고, 옷을 몸에 맞게 구부린 뒤, 그 둘레의 사람을 그립니다.</translation>
    </message>
    <message>
        <source>CC BY-NC 4.0 for code, weights and the data it learned from: research and other non-commercial use only.</source>
        <translation>코드, 가중치, 학습 데이터 모두 CC BY-NC 4.0입니다. 연구 등 비상업적 용도로만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Not measured here yet.</source>
        <translation>아직 여기서 측정하지 않았습니다.</translation>
    </message>
    <message>
        <source>Its authors link to seg_final.pth, gmm_final.pth and alias_final.pth from github.com/shadow2496/VITON-HD.</source>
        <translation>제작자가 github.com/shadow2496/VITON-HD에서 seg_final.pth, gmm_final.pth, alias_final.pth로 가는 링크를 제공합니다.</translation>
    </message>
    <message>
        <source>Not measured on a graphics card yet; 3.4 GB of main memory on a processor.</source>
        <translation>그래픽 카드에서는 아직 측정하지 않았습니다. 프로세서에서는 메인 메모리 3.4 GB를 씁니다.</translation>
    </message>
    <message>
        <source>Tops only, 768x1024, from head to hips.</source>
        <translation>상의만, 768x1024, 머리부터 엉덩이까지 다룹니다.</translation>
    </message>
    <message>
        <source>Not run with its published weights yet: its arithmetic is proven, how good it is on our photos is open.</source>
        <translation>공개된 가중치로는 아직 실행해 보지 못했습니다. 계산은 검증되었지만 실제 사진에서 얼마나 좋은지는 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Bends a garment onto the person by flows, in one small network.</source>
        <translation>작은 신경망 하나로 옷을 흐름에 따라 구부려 사람에게 입힙니다.</translation>
    </message>
    <message>
        <source>No licence file; its authors restrict it to non-commercial research and education.</source>
        <translation>라이선스 파일이 없으며, 제작자가 비상업적 연구와 교육으로 제한합니다.</translation>
    </message>
    <message>
        <source>Not measured on a graphics card yet; 0.7 GB of main memory on a processor.</source>
        <translation>그래픽 카드에서는 아직 측정하지 않았습니다. 프로세서에서는 메인 메모리 0.7 GB를 씁니다.</translation>
    </message>
    <message>
        <source>Its authors name the address of ckpt_viton.pt on github.com/OFA-Sys/DAFlow.</source>
        <translation>제작자가 github.com/OFA-Sys/DAFlow에 ckpt_viton.pt의 주소를 적어 두었습니다.</translation>
    </message>
    <message>
        <source>192x256. Its published weights learned from tops only, from head to hips.</source>
        <translation>192x256. 공개된 가중치는 머리부터 엉덩이까지 찍힌 상의 사진으로만 학습했습니다.</translation>
    </message>
    <message>
        <source>DAFlow with weights that learned tops, bottoms and dresses on whole people.</source>
        <translation>전신 사진으로 상의, 하의, 원피스를 학습한 가중치를 쓰는 DAFlow입니다.</translation>
    </message>
    <message>
        <source>As DAFlow: non-commercial research and education; what it was trained on may restrict it further.</source>
        <translation>DAFlow와 같습니다. 비상업적 연구와 교육용이며, 학습에 쓴 자료에 따라 더 제한될 수 있습니다.</translation>
    </message>
    <message>
        <source>Not measured on a graphics card yet; 1.5 GB of main memory on a processor.</source>
        <translation>그래픽 카드에서는 아직 측정하지 않았습니다. 프로세서에서는 메인 메모리 1.5 GB를 씁니다.</translation>
    </message>
    <message>
        <source>Nobody publishes such weights as far as we know: bring those that you trained on DressCode or on clothes of your own.</source>
        <translation>이런 가중치를 공개한 곳은 알려져 있지 않습니다. DressCode나 직접 모은 옷으로 학습한 가중치를 가져오세요.</translation>
    </message>
    <message>
        <source>384x512.</source>
        <translation>384x512.</translation>
    </message>
    <message>
        <source>Puts on tops, seen from the front or from behind, from a picture of each side of the garment.</source>
        <translation>옷의 앞뒤 사진으로, 앞이나 뒤에서 본 사람에게 상의를 입힙니다.</translation>
    </message>
    <message>
        <source>Its authors link to mvg.ckpt from github.com/hywang2002/MV-VTON.</source>
        <translation>만든 이들이 github.com/hywang2002/MV-VTON에서 mvg.ckpt로 연결합니다.</translation>
    </message>
    <message>
        <source>Tops only. It sees people as squares of 512 pixels.</source>
        <translation>상의만 됩니다. 사람을 512픽셀 정사각형으로 봅니다.</translation>
    </message>
    <message>
        <source>Its authors bend garments with GP-VTON, which is not here: the embedded engine does it, and they never tried that.</source>
        <translation>만든 이들은 여기에 없는 GP-VTON으로 옷을 맞춥니다. 여기서는 내장 엔진이 대신하며, 그들은 이렇게 해 본 적이 없습니다.</translation>
    </message>
    <message>
        <source>Moves the person of a photo frame by frame, best after it was trained on that person.</source>
        <translation>사진 속 사람을 한 프레임씩 움직입니다. 그 사람으로 학습한 뒤가 가장 좋습니다.</translation>
    </message>
    <message>
        <source>MIT for the code; its weights come without a licence of their own, from Stable Diffusion (CreativeML OpenRAIL-M) and fashion films for research.</source>
        <translation>코드는 MIT입니다. 가중치에는 따로 라이선스가 없고, Stable Diffusion(CreativeML OpenRAIL-M)과 연구용 패션 영상에서 나왔습니다.</translation>
    </message>
    <message>
        <source>Its authors link to UNet and adapter from github.com/johannakarras/DreamPose. The autoencoder is that of Stable Diffusion 1.4, the image encoder openai/clip-vit-base-patch32.</source>
        <translation>만든 이들이 github.com/johannakarras/DreamPose에서 UNet과 어댑터로 연결합니다. 오토인코더는 Stable Diffusion 1.4의 것, 이미지 인코더는 openai/clip-vit-base-patch32입니다.</translation>
    </message>
    <message>
        <source>512x640, one frame after the other: minutes for each second on a graphics card.</source>
        <translation>512x640, 한 프레임씩 만듭니다. 그래픽 카드에서 1초에 몇 분이 걸립니다.</translation>
    </message>
    <message>
        <source>It learned from surfaces of filmed people; here they are drawn around the joints of a motion, which its authors never tried.</source>
        <translation>촬영한 사람의 표면으로 학습했습니다. 여기서는 동작의 관절 둘레에 표면을 그리며, 만든 이들은 이렇게 해 본 적이 없습니다.</translation>
    </message>
    <message>
        <source>The network that CatVTON is built on; CatVTON needs it.</source>
        <translation>CatVTON의 바탕이 되는 네트워크로, CatVTON에 필요합니다.</translation>
    </message>
    <message>
        <source>CreativeML OpenRAIL-M: any use but those its attachment lists.</source>
        <translation>CreativeML OpenRAIL-M: 부속 문서에 열거된 용도를 제외한 모든 용도.</translation>
    </message>
    <message>
        <source>That the repository holds the network as safetensors has not been checked; the first fetch will say.</source>
        <translation>저장소에 safetensors 형식의 네트워크가 있는지는 확인되지 않았습니다. 처음 내려받을 때 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Turns pictures into what CatVTON&apos;s network works on, and back; CatVTON needs it.</source>
        <translation>사진을 CatVTON 네트워크가 다루는 형식으로 바꾸고 되돌립니다. CatVTON에 필요합니다.</translation>
    </message>
    <message>
        <source>MIT.</source>
        <translation>MIT.</translation>
    </message>
    <message>
        <source>Finds the body in a photo: 17 points, without hands.</source>
        <translation>사진에서 몸을 17개 점으로 찾습니다. 손은 제외됩니다.</translation>
    </message>
    <message>
        <source>Needs a person detector.</source>
        <translation>사람 검출기가 필요합니다.</translation>
    </message>
    <message>
        <source>The page says MIT, but the backbone it began with (mit-b2) is NVIDIA&apos;s: non-commercial research only.</source>
        <translation>소개 페이지에는 MIT라고 되어 있으나, 바탕이 된 백본(mit-b2)은 NVIDIA의 것으로 비상업적 연구에만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Sees the person as 512x512.</source>
        <translation>사람을 512×512 크기로 봅니다.</translation>
    </message>
    <message>
        <source>NVIDIA Source Code License for SegFormer: non-commercial research only.</source>
        <translation>NVIDIA Source Code License for SegFormer: 비상업적 연구에만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Takes feet and shoes for one.</source>
        <translation>발과 신발을 하나로 봅니다.</translation>
    </message>
    <message>
        <source>Cuts out whatever is clicked on: garments, or parts of the mask.</source>
        <translation>클릭한 것을 오려 냅니다. 옷이나 마스크의 일부가 될 수 있습니다.</translation>
    </message>
    <message>
        <source>Not measured here yet. Its makers say 8.2 GB for the 1.3B family; estimated at 9 GB here, less in parts.</source>
        <translation>여기서는 아직 측정하지 않았습니다. 만든 이들은 1.3B 계열에 8.2GB라고 합니다. 여기서는 9GB로, 나누어 쓰면 더 적게 추정됩니다.</translation>
    </message>
    <message>
        <source>At most 480x832 pixels and 16 frames a second; the frames between, and the full size, are made from these.</source>
        <translation>최대 480x832픽셀, 초당 16프레임입니다. 그 사이의 프레임과 전체 크기는 이것으로 만듭니다.</translation>
    </message>
    <message>
        <source>What it does with a look has not been judged: its weights could not be run here yet.</source>
        <translation>룩으로 무엇을 만드는지는 아직 평가하지 않았습니다. 가중치를 여기서 실행해 볼 수 없었습니다.</translation>
    </message>
    <message>
        <source>Not measured yet. Estimated at 49 GB to stay whole, and at 15 GB where parts of it wait in main memory.</source>
        <translation>아직 측정하지 않았습니다. 통째로 두면 49GB, 일부를 주 메모리에 두면 15GB로 추정됩니다.</translation>
    </message>
    <message>
        <source>Nobody films the wearer, so the face keeps the expression it has in the look.</source>
        <translation>입은 사람을 촬영하지 않으므로 얼굴은 룩에서의 표정을 그대로 유지합니다.</translation>
    </message>
    <message>
        <source>Lets Wan 2.2 Animate make a clip in a third of the steps; it is used as soon as it is here.</source>
        <translation>Wan 2.2 Animate가 3분의 1의 단계로 클립을 만들게 합니다. 설치되는 즉시 사용됩니다.</translation>
    </message>
    <message>
        <source>Not measured yet. It is added to the weights of Wan 2.2 Animate and takes no more memory.</source>
        <translation>아직 측정하지 않았습니다. Wan 2.2 Animate의 가중치에 더해지며 메모리를 더 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Made for Wan 2.1 from pictures to video, a sister of Wan 2.2 Animate: how good it is here has not been judged.</source>
        <translation>Wan 2.2 Animate의 자매 모델인, 사진에서 영상을 만드는 Wan 2.1용입니다. 여기서 얼마나 좋은지는 아직 평가하지 않았습니다.</translation>
    </message>
    <message>
        <source>How the file is laid out was read in programs that use it; the first fetch will say.</source>
        <translation>파일의 구성은 이를 쓰는 프로그램에서 읽은 것입니다. 처음 내려받을 때 확인됩니다.</translation>
    </message>
    <message>
        <source>Which files the repository holds has not been checked; the first fetch will say.</source>
        <translation>저장소에 어떤 파일이 있는지는 확인되지 않았습니다. 처음 내려받을 때 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Tells clothes, hair and skin of people apart, by the 18 labels of ATR.</source>
        <translation>사람의 옷, 머리카락, 피부를 ATR의 18가지 분류로 구분합니다.</translation>
    </message>
    <message>
        <source>Tells clothes, hair and skin of people apart, by 18 labels that know no left and right.</source>
        <translation>사람의 옷, 머리카락, 피부를 좌우 구분 없는 18가지 분류로 구분합니다.</translation>
    </message>
    <message>
        <source>Cuts garments and people out, hair by hair.</source>
        <translation>옷과 사람을 머리카락 한 올까지 오려 냅니다.</translation>
    </message>
    <message>
        <source>Not measured here yet. Its makers say 3.45 GB at 1024x1024 in fp16.</source>
        <translation>아직 직접 측정하지 않았습니다. 제작자는 1024x1024, fp16에서 3.45 GB라고 합니다.</translation>
    </message>
    <message>
        <source>Its network is not part of transformers; code from the hub is never run here, so it needs one of our own.</source>
        <translation>이 네트워크는 transformers에 없습니다. 허브의 코드는 여기서 절대 실행하지 않으므로 자체 구현이 필요합니다.</translation>
    </message>
    <message>
        <source>Lets a finished look move along a clip, on small graphics cards.</source>
        <translation>완성된 룩을 영상의 움직임에 따라 움직이게 합니다. 작은 그래픽 카드용입니다.</translation>
    </message>
    <message>
        <source>Apache-2.0. What it was trained on is not disclosed.</source>
        <translation>Apache-2.0. 학습 데이터는 공개되지 않았습니다.</translation>
    </message>
    <message>
        <source>Lets a finished look move along a clip.</source>
        <translation>완성된 룩을 영상의 움직임에 따라 움직이게 합니다.</translation>
    </message>
    <message>
        <source>Takes a finished look, not a garment.</source>
        <translation>옷이 아니라 완성된 룩을 받습니다.</translation>
    </message>
</context>
<context>
    <name>motions</name>
    <message>
        <source>Idle sway</source>
        <translation>가볍게 흔들기</translation>
    </message>
    <message>
        <source>Turn left and right</source>
        <translation>좌우로 돌기</translation>
    </message>
    <message>
        <source>Full turn</source>
        <translation>한 바퀴 돌기</translation>
    </message>
    <message>
        <source>Walk</source>
        <translation>걷기</translation>
    </message>
    <message>
        <source>Raise arms</source>
        <translation>팔 들기</translation>
    </message>
    <message>
        <source>Hand on hip</source>
        <translation>허리에 손</translation>
    </message>
    <message>
        <source>Short dance</source>
        <translation>짧은 춤</translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>Me</source>
        <translation>나</translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation>이름 없음</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>Close other programs that use the graphics card, or use the warp engine.</source>
        <translation>그래픽 카드를 쓰는 다른 프로그램을 닫거나 warp 엔진을 쓰세요.</translation>
    </message>
    <message>
        <source>Memory ran out, even with less to hold at once.</source>
        <translation>한 번에 처리하는 양을 줄여도 메모리가 부족합니다.</translation>
    </message>
    <message>
        <source>Close other programs that use the graphics card, choose the draft preset, or use the warp engine.</source>
        <translation>그래픽 카드를 쓰는 다른 프로그램을 닫거나, 초안 설정을 고르거나, warp 엔진을 쓰세요.</translation>
    </message>
    <message>
        <source>Use the warp engine: it runs on any computer.</source>
        <translation>warp 엔진을 쓰세요. 어느 컴퓨터에서나 돌아갑니다.</translation>
    </message>
    <message>
        <source>{device} has {free} GB free, too little for “{model}”.</source>
        <translation>{device} 장치의 여유 메모리가 {free} GB로, “{model}” 모델에는 부족합니다.</translation>
    </message>
    <message>
        <source>“{model}” needs a graphics card, and none was found.</source>
        <translation>“{model}” 모델에는 그래픽 카드가 필요한데 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>“{file}”</source>
        <translation>“{file}”</translation>
    </message>
    <message>
        <source>Copy or download it again, or choose another picture.</source>
        <translation>다시 복사하거나 내려받거나, 다른 사진을 고르세요.</translation>
    </message>
    <message>
        <source>Make it smaller in a photo program first.</source>
        <translation>먼저 사진 프로그램에서 크기를 줄이세요.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>이름과 폴더를 확인하세요.</translation>
    </message>
    <message>
        <source>Choose one of the pictures in it.</source>
        <translation>그 안의 사진 하나를 고르세요.</translation>
    </message>
    <message>
        <source>Choose a picture file.</source>
        <translation>사진 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>다시 복사하거나 내려받으세요.</translation>
    </message>
    <message>
        <source>{name} is damaged or incomplete.</source>
        <translation>{name} 파일이 손상되었거나 완전하지 않습니다.</translation>
    </message>
    <message>
        <source>{name} has more than {most} megapixels.</source>
        <translation>{name} 파일이 {most}메가픽셀을 넘습니다.</translation>
    </message>
    <message>
        <source>There is no file {name}.</source>
        <translation>{name} 파일이 없습니다.</translation>
    </message>
    <message>
        <source>{name} is a folder.</source>
        <translation>{name} 항목은 폴더입니다.</translation>
    </message>
    <message>
        <source>{name} is a device, not a file.</source>
        <translation>{name} 항목은 파일이 아니라 장치입니다.</translation>
    </message>
    <message>
        <source>Copy it and try again.</source>
        <translation>복사한 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{name} is empty (0 bytes).</source>
        <translation>{name} 파일이 비어 있습니다(0바이트).</translation>
    </message>
    <message>
        <source>Choose a JPEG, PNG, WebP or HEIC file.</source>
        <translation>JPEG, PNG, WebP 또는 HEIC 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{name} is too small: {width} by {height} pixels.</source>
        <translation>{name} 파일이 너무 작습니다({width}×{height}픽셀).</translation>
    </message>
    <message>
        <source>Choose a picture with at least {pixels} pixels on the shorter side.</source>
        <translation>짧은 변이 {pixels}픽셀 이상인 사진을 고르세요.</translation>
    </message>
    <message>
        <source>{name} could not be read ({reason}).</source>
        <translation>{name} 파일을 읽지 못했습니다({reason}).</translation>
    </message>
    <message>
        <source>{name} is not a picture.</source>
        <translation>{name} 파일은 사진이 아닙니다.</translation>
    </message>
    <message>
        <source>tops</source>
        <translation>상의</translation>
    </message>
    <message>
        <source>bottoms</source>
        <translation>하의</translation>
    </message>
    <message>
        <source>dresses</source>
        <translation>원피스</translation>
    </message>
    <message>
        <source>The outfit is empty.</source>
        <translation>고른 옷이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a top, bottoms or a dress.</source>
        <translation>상의, 하의 또는 원피스를 고르세요.</translation>
    </message>
    <message>
        <source>A dress replaces both top and bottoms.</source>
        <translation>원피스는 상의와 하의를 대신합니다.</translation>
    </message>
    <message>
        <source>Take off the dress, or the other pieces, first.</source>
        <translation>먼저 원피스나 다른 옷을 벗기세요.</translation>
    </message>
    <message>
        <source>Correct its category, or put it in its own place.</source>
        <translation>종류를 고치거나 제자리에 놓으세요.</translation>
    </message>
    <message>
        <source>Wear one of them.</source>
        <translation>둘 중 하나를 입히세요.</translation>
    </message>
    <message>
        <source>“{name}” was put where {place} go, but it is filed under {category}.</source>
        <translation>“{name}” 옷은 {category}로 분류되어 있는데 {place} 자리에 놓였습니다.</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” are both {category}.</source>
        <translation>“{one}”, “{other}” 둘 다 {category}입니다.</translation>
    </message>
    <message>
        <source>The weights of “CatVTON” are damaged, or do not belong together.</source>
        <translation>“CatVTON” 가중치가 손상되었거나 서로 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Repair them with `fitting-room models repair catvton sd15-inpainting sd15-vae`.</source>
        <translation>`fitting-room models repair catvton sd15-inpainting sd15-vae` 명령으로 고치세요.</translation>
    </message>
    <message>
        <source>The parts that run neural networks are not installed.</source>
        <translation>신경망을 돌리는 구성 요소가 설치되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Install them with `pip install &apos;fitting-room[gpu]&apos;`.</source>
        <translation>`pip install &apos;fitting-room[gpu]&apos;` 명령으로 설치하세요.</translation>
    </message>
    <message>
        <source>Repair them with `fitting-room models repair fashn`.</source>
        <translation>`fitting-room models repair fashn` 명령으로 고치세요.</translation>
    </message>
    <message>
        <source>The weights of “{model}” are damaged, or are those of something else.</source>
        <translation>“{model}” 가중치가 손상되었거나 다른 모델의 것입니다.</translation>
    </message>
    <message>
        <source>The garment could not be told from its background.</source>
        <translation>옷과 배경을 구별하지 못했습니다.</translation>
    </message>
    <message>
        <source>Photograph it lying flat or hanging, whole, on a plain surface of another colour.</source>
        <translation>색이 다른 단순한 배경에 옷 전체를 펼치거나 걸어 놓고 찍으세요.</translation>
    </message>
    <message>
        <source>A person wears it in the picture; the top was taken.</source>
        <translation>사람이 입고 있는 사진이어서 상의를 골랐습니다.</translation>
    </message>
    <message>
        <source>A person wears it in the picture; the bottom piece was taken.</source>
        <translation>사람이 입고 있는 사진이어서 하의를 골랐습니다.</translation>
    </message>
    <message>
        <source>A person wears it in the picture; the dress was taken.</source>
        <translation>사람이 입고 있는 사진이어서 원피스를 골랐습니다.</translation>
    </message>
    <message>
        <source>“{name}” is cut off by the edge of the picture.</source>
        <translation>“{name}” 옷이 사진 가장자리에서 잘렸습니다.</translation>
    </message>
    <message>
        <source>“{name}” is hard to read in this picture; please check its category and outline.</source>
        <translation>이 사진에서는 “{name}” 옷을 알아보기 어렵습니다. 종류와 윤곽을 확인해 주세요.</translation>
    </message>
    <message>
        <source>{share:.0%} of “{name}” was hidden and has been guessed.</source>
        <translation>“{name}” 옷의 {share:.0%}가 가려져 있어 짐작으로 채웠습니다.</translation>
    </message>
    <message>
        <source>No tops can be seen on the person in the picture.</source>
        <translation>사진 속 사람에게서 상의를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>No bottoms can be seen on the person in the picture.</source>
        <translation>사진 속 사람에게서 하의를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>No dress can be seen on the person in the picture.</source>
        <translation>사진 속 사람에게서 원피스를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Choose another category, or a picture of the garment alone.</source>
        <translation>다른 종류를 고르거나 옷만 찍은 사진을 쓰세요.</translation>
    </message>
    <message>
        <source>Use a picture from the front, or one of the garment alone.</source>
        <translation>정면에서 찍은 사진이나 옷만 찍은 사진을 쓰세요.</translation>
    </message>
    <message>
        <source>{count} people found; dressing the largest.</source>
        <translation>{count}명을 찾았습니다. 가장 크게 나온 사람에게 입힙니다.</translation>
    </message>
    <message>
        <source>No person was found in this photo.</source>
        <translation>이 사진에서 사람을 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>legs</source>
        <translation>다리</translation>
    </message>
    <message>
        <source>The {upper} and the {lower} cannot be seen in this photo, but {what} need them.</source>
        <translation>이 사진에는 {upper}와 {lower}가 보이지 않습니다. {what}를 입혀 보려면 둘 다 보여야 합니다.</translation>
    </message>
    <message>
        <source>{device} has {free} GB free: “{model}” runs with shorter numbers to fit.</source>
        <translation>{device} 장치의 여유 메모리가 {free} GB여서 “{model}” 모델을 더 낮은 정밀도로 돌립니다.</translation>
    </message>
    <message>
        <source>{device} has {free} GB free: parts of “{model}” wait in main memory, which takes longer.</source>
        <translation>{device} 장치의 여유 메모리가 {free} GB여서 “{model}” 모델의 일부를 주 메모리에 둡니다. 시간이 더 걸립니다.</translation>
    </message>
    <message>
        <source>{device} has {free} GB free: “{model}” makes the picture in tiles, which takes longer.</source>
        <translation>{device} 장치의 여유 메모리가 {free} GB여서 “{model}” 모델이 사진을 나누어 만듭니다. 시간이 더 걸립니다.</translation>
    </message>
    <message>
        <source>{device} has {free} GB free: “{model}” makes a smaller picture, with less detail.</source>
        <translation>{device} 장치의 여유 메모리가 {free} GB여서 “{model}” 모델이 더 작고 덜 세밀한 사진을 만듭니다.</translation>
    </message>
    <message>
        <source>“{model}” runs on the processor, which takes long.</source>
        <translation>“{model}” 모델을 프로세서로 돌립니다. 시간이 오래 걸립니다.</translation>
    </message>
    <message>
        <source>The picture may not be right; please compare it with the photo, or choose another seed or engine.</source>
        <translation>사진이 정확하지 않을 수 있습니다. 원래 사진과 비교하거나 다른 시드나 엔진을 고르세요.</translation>
    </message>
    <message>
        <source>The old clothes stayed on; another try was made with them hidden.</source>
        <translation>입던 옷이 남아 있어, 옷을 가리고 다시 시도했습니다.</translation>
    </message>
    <message>
        <source>The person came out changed; another try was made.</source>
        <translation>사람의 모습이 달라져 다시 시도했습니다.</translation>
    </message>
    <message>
        <source>The colour of the skin came out changed; another try was made.</source>
        <translation>피부색이 달라져 다시 시도했습니다.</translation>
    </message>
    <message>
        <source>The picture came out empty; another try was made.</source>
        <translation>빈 사진이 나와 다시 시도했습니다.</translation>
    </message>
    <message>
        <source>the old clothes stayed on</source>
        <translation>입던 옷이 남아 있습니다</translation>
    </message>
    <message>
        <source>the person came out changed</source>
        <translation>사람의 모습이 달라졌습니다</translation>
    </message>
    <message>
        <source>the colour of the skin came out changed</source>
        <translation>피부색이 달라졌습니다</translation>
    </message>
    <message>
        <source>the picture came out empty</source>
        <translation>빈 사진이 나왔습니다</translation>
    </message>
    <message>
        <source>Repair them with `fitting-room models repair klein`.</source>
        <translation>`fitting-room models repair klein` 명령으로 고치세요.</translation>
    </message>
    <message>
        <source>Too little of a person can be made out in this photo.</source>
        <translation>이 사진에서는 사람이 너무 조금만 보입니다.</translation>
    </message>
    <message>
        <source>The photo is too dark to tell cloth from skin.</source>
        <translation>사진이 너무 어두워 옷과 피부를 구별할 수 없습니다.</translation>
    </message>
    <message>
        <source>Take it again with more light from the front.</source>
        <translation>앞쪽을 더 밝게 하고 다시 찍으세요.</translation>
    </message>
    <message>
        <source>The person is seen from behind.</source>
        <translation>사람의 뒷모습입니다.</translation>
    </message>
    <message>
        <source>Use a photo taken from the front.</source>
        <translation>정면에서 찍은 사진을 쓰세요.</translation>
    </message>
    <message>
        <source>The person is turned too far to the side.</source>
        <translation>사람이 옆으로 너무 많이 돌아서 있습니다.</translation>
    </message>
    <message>
        <source>The person is sitting.</source>
        <translation>사람이 앉아 있습니다.</translation>
    </message>
    <message>
        <source>Use a photo of somebody who stands.</source>
        <translation>서 있는 사진을 쓰세요.</translation>
    </message>
    <message>
        <source>The {part} cannot be seen in this photo, but {what} need them.</source>
        <translation>이 사진에는 {part}가 보이지 않습니다. {what}를 입혀 보려면 보여야 합니다.</translation>
    </message>
    <message>
        <source>Step back, so that the whole body fits into the picture.</source>
        <translation>몸 전체가 사진에 들어오도록 뒤로 물러나세요.</translation>
    </message>
    <message>
        <source>shoulders</source>
        <translation>어깨</translation>
    </message>
    <message>
        <source>hips</source>
        <translation>엉덩이</translation>
    </message>
    <message>
        <source>The settings could not be read; they were kept as “{name}”, and the usual ones are used.</source>
        <translation>설정을 읽지 못했습니다. “{name}” 이름으로 남겨 두고 기본 설정을 씁니다.</translation>
    </message>
    <message>
        <source>The settings are from a newer fitting room; they were kept as “{name}”, and the usual ones are used.</source>
        <translation>더 새로운 버전의 설정입니다. “{name}” 이름으로 남겨 두고 기본 설정을 씁니다.</translation>
    </message>
    <message>
        <source>Try again later; a proxy or virus scanner may be changing downloads.</source>
        <translation>나중에 다시 시도하세요. 프록시나 백신이 내려받은 파일을 바꾸고 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>What arrived for “{model}” is not what the hub announced.</source>
        <translation>“{model}” 모델로 받은 파일이 허브가 알린 것과 다릅니다.</translation>
    </message>
    <message>
        <source>Check the network, then install it again: the download goes on where it stopped.</source>
        <translation>네트워크를 확인하고 다시 설치하세요. 멈춘 곳부터 이어서 받습니다.</translation>
    </message>
    <message>
        <source>The connection broke while “{model}” was downloaded.</source>
        <translation>“{model}” 모델을 받는 중에 연결이 끊겼습니다.</translation>
    </message>
    <message>
        <source>Update the fitting room; if that does not help, import the model from a folder.</source>
        <translation>피팅룸을 업데이트하세요. 그래도 안 되면 폴더에서 모델을 가져오세요.</translation>
    </message>
    <message>
        <source>The hub does not have “{model}” as it is expected.</source>
        <translation>허브의 “{model}” 모델이 예상과 다릅니다.</translation>
    </message>
    <message>
        <source>The model hub cannot be reached.</source>
        <translation>모델 허브에 연결할 수 없습니다.</translation>
    </message>
    <message>
        <source>Check the network, or import the model from a folder.</source>
        <translation>네트워크를 확인하거나 폴더에서 모델을 가져오세요.</translation>
    </message>
    <message>
        <source>The hub gives “{model}” only to people who have accepted its licence there.</source>
        <translation>“{model}” 모델은 허브에서 라이선스에 동의한 사람에게만 제공됩니다.</translation>
    </message>
    <message>
        <source>Download it from {address} in a browser, then import it from that folder.</source>
        <translation>브라우저로 {address}에서 내려받은 뒤 그 폴더에서 가져오세요.</translation>
    </message>
    <message>
        <source>There is no model “{name}”.</source>
        <translation>“{name}” 모델이 없습니다.</translation>
    </message>
    <message>
        <source>Choose one of: {models}.</source>
        <translation>다음 중에서 고르세요: {models}.</translation>
    </message>
    <message>
        <source>Choose another engine, or change what this installation is for in the preferences.</source>
        <translation>다른 엔진을 고르거나 환경설정에서 용도를 바꾸세요.</translation>
    </message>
    <message>
        <source>The licence of “{model}” does not allow this use: {licence}</source>
        <translation>“{model}” 모델의 라이선스가 이 용도를 허락하지 않습니다: {licence}</translation>
    </message>
    <message>
        <source>Copy the folder again, or install the model from the network.</source>
        <translation>폴더를 다시 복사하거나 네트워크에서 모델을 설치하세요.</translation>
    </message>
    <message>
        <source>“{file}” of “{model}” is missing there, or is damaged.</source>
        <translation>그곳에 “{model}” 모델의 “{file}” 파일이 없거나 손상되었습니다.</translation>
    </message>
    <message>
        <source>There is nothing to verify.</source>
        <translation>확인할 것이 없습니다.</translation>
    </message>
    <message>
        <source>Check that you may write there.</source>
        <translation>그곳에 쓸 수 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>“{file}” of “{model}” is damaged.</source>
        <translation>“{model}” 모델의 “{file}” 파일이 손상되었습니다.</translation>
    </message>
    <message>
        <source>Repair it with `fitting-room models repair {id}`.</source>
        <translation>`fitting-room models repair {id}` 명령으로 고치세요.</translation>
    </message>
    <message>
        <source>The model “{model}” is not installed.</source>
        <translation>“{model}” 모델이 설치되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Update the fitting room if a newer one wrote it; else delete that file and install the models again.</source>
        <translation>더 새로운 버전이 쓴 파일이면 피팅룸을 업데이트하고, 아니면 파일을 지우고 모델을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>Nothing says which files belong to “{model}” in this version.</source>
        <translation>이 버전에서 “{model}” 모델에 속하는 파일이 무엇인지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Make the folder with `fitting-room models export`, which writes “{name}” beside the files.</source>
        <translation>`fitting-room models export` 명령으로 폴더를 만드세요. 파일 옆에 “{name}” 파일이 함께 저장됩니다.</translation>
    </message>
    <message>
        <source>Record or choose another motion.</source>
        <translation>다른 동작을 녹화하거나 선택하세요.</translation>
    </message>
    <message>
        <source>“{name}” is not a motion that can be read.</source>
        <translation>“{name}”은(는) 읽을 수 있는 동작 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>The parts that run neural networks are not installed; the photo was read without them.</source>
        <translation>신경망을 실행하는 구성 요소가 설치되어 있지 않아, 신경망 없이 사진을 분석했습니다.</translation>
    </message>
    <message>
        <source>The files of “{model}” are damaged, or are those of something else.</source>
        <translation>“{model}” 모델의 파일이 손상되었거나 다른 모델의 것입니다.</translation>
    </message>
    <message>
        <source>Repair them with `fitting-room models repair {id}`.</source>
        <translation>`fitting-room models repair {id}` 명령으로 고치세요.</translation>
    </message>
    <message>
        <source>Nothing in that folder says which models it holds.</source>
        <translation>그 폴더에는 어떤 모델이 있는지 알려 주는 것이 없습니다.</translation>
    </message>
    <message>
        <source>A file of “{model}” is damaged.</source>
        <translation>“{model}” 모델의 파일이 손상되었습니다.</translation>
    </message>
    <message>
        <source>Repair it on the page of models, or with `fitting-room models repair {id}`.</source>
        <translation>모델 페이지에서, 또는 `fitting-room models repair {id}` 명령으로 복구하세요.</translation>
    </message>
    <message>
        <source>Install it on the page of models, or with `fitting-room models install {id}` (about {megabytes} MB).</source>
        <translation>모델 페이지에서, 또는 `fitting-room models install {id}` 명령으로 설치하세요(약 {megabytes} MB).</translation>
    </message>
    <message>
        <source>There is no room for “{model}”: it takes {megabytes} MB.</source>
        <translation>“{model}” 모델을 둘 공간이 없습니다. {megabytes} MB가 필요합니다.</translation>
    </message>
    <message>
        <source>Free some space on the disk of “{folder}”, then try again.</source>
        <translation>“{folder}” 폴더가 있는 디스크의 공간을 비운 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>There is no room left for the model.</source>
        <translation>모델을 둘 공간이 없습니다.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>공간을 비운 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Models cannot be written to “{folder}”.</source>
        <translation>“{folder}” 폴더에 모델을 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The list of model checksums, “{path}”, cannot be read.</source>
        <translation>모델 체크섬 목록 “{path}” 파일을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Try again when it is done.</source>
        <translation>끝난 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Another program is changing the models; “{model}” has to wait.</source>
        <translation>다른 프로그램이 모델을 바꾸고 있어 “{model}” 모델은 기다려야 합니다.</translation>
    </message>
    <message>
        <source>No camera was found.</source>
        <translation>카메라를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Plug one in; it is used as soon as it is there.</source>
        <translation>카메라를 연결하세요. 연결되는 대로 사용합니다.</translation>
    </message>
    <message>
        <source>The fitting room may not use the camera.</source>
        <translation>피팅룸에 카메라 사용 권한이 없습니다.</translation>
    </message>
    <message>
        <source>Allow it in the privacy settings of your system; the mirror starts by itself.</source>
        <translation>시스템의 개인 정보 보호 설정에서 허용하세요. 거울은 저절로 켜집니다.</translation>
    </message>
    <message>
        <source>The camera gives no picture.</source>
        <translation>카메라에서 영상이 나오지 않습니다.</translation>
    </message>
    <message>
        <source>Close other programs that use it, or choose another camera.</source>
        <translation>카메라를 쓰는 다른 프로그램을 닫거나 다른 카메라를 고르세요.</translation>
    </message>
    <message>
        <source>The camera was unplugged.</source>
        <translation>카메라 연결이 끊겼습니다.</translation>
    </message>
    <message>
        <source>Plug it in again; the mirror goes on by itself.</source>
        <translation>다시 연결하세요. 거울은 저절로 이어집니다.</translation>
    </message>
    <message>
        <source>The film cannot be played.</source>
        <translation>영상을 재생할 수 없습니다.</translation>
    </message>
    <message>
        <source>Choose a video, or a folder of pictures.</source>
        <translation>동영상이나 사진 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>There is no engine “{name}”.</source>
        <translation>“{name}” 엔진이 없습니다.</translation>
    </message>
    <message>
        <source>Choose one of: {engines}.</source>
        <translation>다음 중에서 고르세요: {engines}.</translation>
    </message>
    <message>
        <source>The weights of “MV-VTON” are damaged, or those of something else.</source>
        <translation>“MV-VTON”의 가중치가 손상되었거나 다른 모델의 것입니다.</translation>
    </message>
    <message>
        <source>Convert them again from the published file.</source>
        <translation>공개된 파일에서 다시 변환하세요.</translation>
    </message>
    <message>
        <source>The weights of “DreamPose” are damaged, or do not belong together.</source>
        <translation>“DreamPose”의 가중치가 손상되었거나 서로 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Repair them with `fitting-room models repair dreampose`.</source>
        <translation>`fitting-room models repair dreampose`로 복구하세요.</translation>
    </message>
    <message>
        <source>There is no animator “{name}”.</source>
        <translation>“{name}” 애니메이터가 없습니다.</translation>
    </message>
    <message>
        <source>Choose another animator, or change what this installation is for in the preferences.</source>
        <translation>다른 애니메이터를 고르거나 환경설정에서 용도를 바꾸세요.</translation>
    </message>
    <message>
        <source>Install a newer version of the fitting room.</source>
        <translation>피팅룸의 새 버전을 설치하세요.</translation>
    </message>
    <message>
        <source>The licence of “{engine}” does not allow what this installation is for.</source>
        <translation>“{engine}” 엔진의 라이선스는 이 설치의 용도를 허용하지 않습니다.</translation>
    </message>
    <message>
        <source>The puppet made this clip instead.</source>
        <translation>대신 인형이 이 동영상을 만들었습니다.</translation>
    </message>
    <message>
        <source>The clip ends early: there was too little memory for more.</source>
        <translation>메모리가 부족해 동영상이 일찍 끝났습니다.</translation>
    </message>
    <message>
        <source>The animator made no frame of this motion.</source>
        <translation>애니메이터가 이 동작으로 아무 장면도 만들지 못했습니다.</translation>
    </message>
    <message>
        <source>Choose another motion.</source>
        <translation>다른 동작을 고르세요.</translation>
    </message>
    <message>
        <source>Choose another one with -o.</source>
        <translation>-o로 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The folder “{folder}” could not be made.</source>
        <translation>“{folder}” 폴더를 만들지 못했습니다.</translation>
    </message>
    <message>
        <source>“{name}” could not be written ({reason}).</source>
        <translation>“{name}” 파일을 쓰지 못했습니다({reason}).</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>다른 곳을 고르세요.</translation>
    </message>
    <message>
        <source>Use a name that ends in .png, .jpg or .webp.</source>
        <translation>.png, .jpg 또는 .webp로 끝나는 이름을 쓰세요.</translation>
    </message>
    <message>
        <source>Free some space or choose another disk.</source>
        <translation>공간을 비우거나 다른 디스크를 고르세요.</translation>
    </message>
    <message>
        <source>Create it or choose another one.</source>
        <translation>폴더를 만들거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>Use a PNG with a palette, or a grey one.</source>
        <translation>팔레트가 있는 PNG나 회색조 PNG를 쓰세요.</translation>
    </message>
    <message>
        <source>{name} has colours where one number a pixel is needed.</source>
        <translation>{name}에는 픽셀마다 숫자 하나가 있어야 하는데 색이 들어 있습니다.</translation>
    </message>
    <message>
        <source>The published weights of “{engine}” learned from tops only.</source>
        <translation>“{engine}”의 공개된 가중치는 상의로만 학습했습니다.</translation>
    </message>
    <message>
        <source>Import them again with `fitting-room models import FOLDER {id}`.</source>
        <translation>`fitting-room models import FOLDER {id}`로 다시 가져오세요.</translation>
    </message>
    <message>
        <source>Choose a top alone, or another engine.</source>
        <translation>상의 하나만 고르거나 다른 엔진을 쓰세요.</translation>
    </message>
    <message>
        <source>“{engine}” puts on tops only.</source>
        <translation>“{engine}”은(는) 상의만 입힐 수 있습니다.</translation>
    </message>
    <message>
        <source>Import them again with `fitting-room models import FOLDER viton-hd`.</source>
        <translation>`fitting-room models import FOLDER viton-hd`로 다시 가져오세요.</translation>
    </message>
    <message>
        <source>The motion is shorter than a second.</source>
        <translation>동작이 1초보다 짧습니다.</translation>
    </message>
    <message>
        <source>Record or choose a longer one.</source>
        <translation>더 긴 동작을 녹화하거나 선택하세요.</translation>
    </message>
    <message>
        <source>Nothing moves in this motion.</source>
        <translation>이 동작에는 움직임이 없습니다.</translation>
    </message>
    <message>
        <source>Record or choose one in which somebody moves.</source>
        <translation>사람이 움직이는 동작을 녹화하거나 선택하세요.</translation>
    </message>
    <message>
        <source>This motion is made with the legs, and the picture shows none.</source>
        <translation>다리를 쓰는 동작인데 사진에 다리가 보이지 않습니다.</translation>
    </message>
    <message>
        <source>Choose another motion, or a picture that shows the whole person.</source>
        <translation>다른 동작을 선택하거나 전신이 보이는 사진을 선택하세요.</translation>
    </message>
    <message>
        <source>Nobody is seen in this motion.</source>
        <translation>이 동작에 사람이 보이지 않습니다.</translation>
    </message>
    <message>
        <source>Choose a film of one person, from head to feet.</source>
        <translation>한 사람이 머리부터 발까지 나오는 동영상을 선택하세요.</translation>
    </message>
    <message>
        <source>Choose another part of the film, or stay in the picture.</source>
        <translation>동영상의 다른 부분을 선택하거나 화면 안에 머무르세요.</translation>
    </message>
    <message>
        <source>The shoulders are outside the picture in this motion.</source>
        <translation>이 동작에서 어깨가 화면 밖에 있습니다.</translation>
    </message>
    <message>
        <source>Step back until head and hips are in the picture.</source>
        <translation>머리와 엉덩이가 화면에 들어올 때까지 물러서세요.</translation>
    </message>
    <message>
        <source>The hips are outside the picture in this motion.</source>
        <translation>이 동작에서 엉덩이가 화면 밖에 있습니다.</translation>
    </message>
    <message>
        <source>The person in this motion lies, or the film lies on its side.</source>
        <translation>이 동작의 사람이 누워 있거나 동영상이 옆으로 누워 있습니다.</translation>
    </message>
    <message>
        <source>Choose one in which somebody stands, and turn a film that lies on its side.</source>
        <translation>서 있는 사람의 동작을 선택하고, 누워 있는 동영상은 먼저 돌리세요.</translation>
    </message>
    <message>
        <source>The body in this motion jumps from one place to another.</source>
        <translation>이 동작의 몸이 한 곳에서 다른 곳으로 갑자기 옮겨 갑니다.</translation>
    </message>
    <message>
        <source>Choose a film of one person without cuts, whom nobody walks in front of.</source>
        <translation>장면 전환이 없고 앞을 지나가는 사람이 없는, 한 사람의 동영상을 선택하세요.</translation>
    </message>
    <message>
        <source>Nobody is seen for {seconds} seconds of this motion.</source>
        <translation>이 동작에서 {seconds}초 동안 사람이 보이지 않습니다.</translation>
    </message>
    <message>
        <source>Shoulders or hips cannot be seen in this picture.</source>
        <translation>이 사진에서는 어깨나 엉덩이가 보이지 않습니다.</translation>
    </message>
    <message>
        <source>Choose a picture that shows both.</source>
        <translation>둘 다 보이는 사진을 고르세요.</translation>
    </message>
    <message>
        <source>Nobody can be followed in this film.</source>
        <translation>이 동영상에서 따라갈 수 있는 사람이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a film that shows one person from head to feet.</source>
        <translation>한 사람이 머리부터 발까지 보이는 동영상을 선택하세요.</translation>
    </message>
    <message>
        <source>{people} people are in the film; the largest is followed.</source>
        <translation>동영상에 {people}명이 있습니다. 가장 크게 보이는 사람을 따라갑니다.</translation>
    </message>
    <message>
        <source>Choose another film.</source>
        <translation>다른 동영상을 선택하세요.</translation>
    </message>
    <message>
        <source>Choose a smaller film.</source>
        <translation>더 작은 동영상을 선택하세요.</translation>
    </message>
    <message>
        <source>The film “{name}” cannot be read.</source>
        <translation>동영상 “{name}”을(를) 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no film in “{name}”.</source>
        <translation>“{name}”에 동영상이 없습니다.</translation>
    </message>
    <message>
        <source>The film “{name}” is too large.</source>
        <translation>동영상 “{name}”이(가) 너무 큽니다.</translation>
    </message>
    <message>
        <source>The shoulders cannot be seen in this picture.</source>
        <translation>이 사진에서는 어깨가 보이지 않습니다.</translation>
    </message>
    <message>
        <source>Choose a picture that shows both of them.</source>
        <translation>두 어깨가 모두 보이는 사진을 고르세요.</translation>
    </message>
    <message>
        <source>Nobody was seen in this recording.</source>
        <translation>이 녹화에서 사람이 보이지 않았습니다.</translation>
    </message>
    <message>
        <source>Step in front of the camera and try again.</source>
        <translation>카메라 앞에 서서 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Use a photo taken from the front, or add a picture of the back to every garment.</source>
        <translation>정면에서 찍은 사진을 쓰거나, 모든 옷에 뒷면 사진을 추가하세요.</translation>
    </message>
    <message>
        <source>Bring the file as the model&apos;s authors publish it.</source>
        <translation>모델 제작자가 공개한 그대로의 파일을 가져오세요.</translation>
    </message>
    <message>
        <source>Bring the file as the model&apos;s authors publish it; files that could run a program are never opened.</source>
        <translation>모델 제작자가 공개한 그대로의 파일을 가져오세요. 프로그램을 실행할 수 있는 파일은 절대 열지 않습니다.</translation>
    </message>
    <message>
        <source>“{file}” holds no weights of “{model}”: {difference}.</source>
        <translation>“{file}”에는 “{model}”의 가중치가 없습니다: {difference}.</translation>
    </message>
    <message>
        <source>“{file}” is not a file of weights, or holds more than weights, and was not opened.</source>
        <translation>“{file}”은(는) 가중치 파일이 아니거나 가중치 외의 것이 들어 있어 열지 않았습니다.</translation>
    </message>
    <message>
        <source>“{tensor}” is missing</source>
        <translation>“{tensor}”이(가) 없음</translation>
    </message>
    <message>
        <source>“{tensor}” has another shape</source>
        <translation>“{tensor}”의 크기가 다름</translation>
    </message>
    <message>
        <source>“{tensor}” is too many</source>
        <translation>“{tensor}”은(는) 있어서는 안 됨</translation>
    </message>
    <message>
        <source>Get its files yourself, then import them on the page of models, or with `fitting-room models import FOLDER {id}`.</source>
        <translation>파일을 직접 구한 뒤 모델 페이지에서 가져오거나 `fitting-room models import FOLDER {id}`를 실행하세요.</translation>
    </message>
    <message>
        <source>“{model}” cannot be downloaded: its authors publish it elsewhere.</source>
        <translation>“{model}”은(는) 내려받을 수 없습니다. 제작자가 다른 곳에 공개하고 있습니다.</translation>
    </message>
    <message>
        <source>Get its files yourself, then run `fitting-room models import FOLDER {id}`.</source>
        <translation>파일을 직접 구한 뒤 `fitting-room models import FOLDER {id}`를 실행하세요.</translation>
    </message>
    <message>
        <source>Bring the files as their authors publish them; the page of models says where that is.</source>
        <translation>제작자가 공개한 그대로의 파일을 가져오세요. 어디에 있는지는 모델 페이지에 나와 있습니다.</translation>
    </message>
    <message>
        <source>Name a folder, or a file of weights.</source>
        <translation>폴더나 가중치 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>Nothing in “{folder}” is a file of “{model}”.</source>
        <translation>“{folder}”에 “{model}”의 파일이 없습니다.</translation>
    </message>
    <message>
        <source>There is no “{path}”.</source>
        <translation>“{path}”이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Of “{model}” these files are still missing: {files}.</source>
        <translation>“{model}”에서 아직 없는 파일: {files}.</translation>
    </message>
    <message>
        <source>There is no motion “{name}”.</source>
        <translation>“{name}” 동작이 없습니다.</translation>
    </message>
    <message>
        <source>Choose one of: {motions}.</source>
        <translation>다음 중에서 고르세요: {motions}.</translation>
    </message>
    <message>
        <source>Use a name that ends in .mp4, .webm or .gif, or a folder.</source>
        <translation>.mp4, .webm, .gif로 끝나는 이름이나 폴더를 사용하세요.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>Films cannot be saved as “{ending}”.</source>
        <translation>동영상은 “{ending}” 형식으로 저장할 수 없습니다.</translation>
    </message>
    <message>
        <source>The folder “{name}” is not empty.</source>
        <translation>“{name}” 폴더가 비어 있지 않습니다.</translation>
    </message>
    <message>
        <source>“{name}” cannot be played.</source>
        <translation>“{name}” 파일은 재생할 수 없습니다.</translation>
    </message>
    <message>
        <source>This clip was made by a newer version of Fitting Room.</source>
        <translation>이 동영상은 더 새로운 버전의 피팅룸에서 만들었습니다.</translation>
    </message>
    <message>
        <source>The description of this clip is damaged.</source>
        <translation>이 동영상의 설명이 손상되었습니다.</translation>
    </message>
    <message>
        <source>Make the clip again.</source>
        <translation>동영상을 다시 만드세요.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Pictures cannot be saved as “{ending}”.</source>
        <translation>사진을 “{ending}” 형식으로 저장할 수 없습니다.</translation>
    </message>
    <message>
        <source>Save it as PNG.</source>
        <translation>PNG로 저장하세요.</translation>
    </message>
    <message>
        <source>There is no room left for “{name}”.</source>
        <translation>“{name}” 파일을 저장할 공간이 없습니다.</translation>
    </message>
    <message>
        <source>There is no folder “{folder}”.</source>
        <translation>“{folder}” 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>“{name}” is a folder.</source>
        <translation>“{name}” 항목은 폴더입니다.</translation>
    </message>
    <message>
        <source>You may not write into “{folder}”.</source>
        <translation>“{folder}” 폴더에 쓸 권한이 없습니다.</translation>
    </message>
    <message>
        <source>{kind} cannot hold {width} by {height} pixels.</source>
        <translation>{kind} 형식은 {width}×{height}픽셀을 담을 수 없습니다.</translation>
    </message>
    <message>
        <source>The library was damaged; it was kept as “{name}”, and a new one was begun.</source>
        <translation>라이브러리가 손상되어 “{name}” 이름으로 남겨 두고 새로 시작했습니다.</translation>
    </message>
    <message>
        <source>There is no room left to remember this.</source>
        <translation>저장할 공간이 없습니다.</translation>
    </message>
    <message>
        <source>Free some space on the disk and try again.</source>
        <translation>디스크 공간을 비운 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Check that its disk is still there.</source>
        <translation>디스크가 연결되어 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>Choose another folder, or allow writing there.</source>
        <translation>다른 폴더를 고르거나 쓰기를 허용하세요.</translation>
    </message>
    <message>
        <source>The library is in use by another program.</source>
        <translation>다른 프로그램이 라이브러리를 쓰고 있습니다.</translation>
    </message>
    <message>
        <source>Close it and try again.</source>
        <translation>그 프로그램을 닫고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The library is damaged.</source>
        <translation>라이브러리가 손상되었습니다.</translation>
    </message>
    <message>
        <source>Start Fitting Room again: it will set the file aside and begin a new one.</source>
        <translation>피팅룸을 다시 시작하세요. 파일을 따로 남겨 두고 새로 시작합니다.</translation>
    </message>
    <message>
        <source>The library was written by a newer version of Fitting Room.</source>
        <translation>더 새로운 버전의 피팅룸에서 만든 라이브러리입니다.</translation>
    </message>
    <message>
        <source>Install the newest version to open it.</source>
        <translation>열려면 최신 버전을 설치하세요.</translation>
    </message>
    <message>
        <source>Close other programs that use it, or rename it yourself.</source>
        <translation>라이브러리를 쓰는 다른 프로그램을 닫거나 직접 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>“{name}” could not be read or written.</source>
        <translation>“{name}” 파일을 읽거나 쓰지 못했습니다.</translation>
    </message>
    <message>
        <source>You may not write into “{name}”.</source>
        <translation>“{name}” 폴더에 쓸 권한이 없습니다.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>다른 것을 고르세요.</translation>
    </message>
    <message>
        <source>The library “{name}” is damaged and could not be set aside.</source>
        <translation>“{name}” 라이브러리가 손상되었고 따로 남겨 두지도 못했습니다.</translation>
    </message>
    <message>
        <source>The folder “{name}” could not be made.</source>
        <translation>“{name}” 폴더를 만들지 못했습니다.</translation>
    </message>
    <message>
        <source>Open it in a photo program, save it again and try that file.</source>
        <translation>사진 프로그램에서 열어 다시 저장한 뒤 그 파일을 써 보세요.</translation>
    </message>
    <message>
        <source>The picture of the back cannot be used. {reason}</source>
        <translation>뒷모습 사진을 쓸 수 없습니다. {reason}</translation>
    </message>
    <message>
        <source>Choose a smaller picture.</source>
        <translation>더 작은 사진을 고르세요.</translation>
    </message>
    <message>
        <source>“{name}” is no file.</source>
        <translation>“{name}” 항목은 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>There is too little memory for this picture.</source>
        <translation>이 사진을 처리할 메모리가 부족합니다.</translation>
    </message>
    <message>
        <source>Make it smaller first.</source>
        <translation>먼저 크기를 줄이세요.</translation>
    </message>
    <message>
        <source>Something went wrong while this picture was read.</source>
        <translation>사진을 읽는 중에 문제가 생겼습니다.</translation>
    </message>
    <message>
        <source>Try another picture of it.</source>
        <translation>다른 사진을 써 보세요.</translation>
    </message>
    <message>
        <source>“{name}” stopped the program each time it was read.</source>
        <translation>“{name}” 파일을 읽을 때마다 프로그램이 멈췄습니다.</translation>
    </message>
    <message>
        <source>New garment</source>
        <translation>새 옷</translation>
    </message>
    <message>
        <source>“{name}” is too large.</source>
        <translation>“{name}” 파일이 너무 큽니다.</translation>
    </message>
    <message>
        <source>“{name}” could not be read ({reason}).</source>
        <translation>“{name}” 파일을 읽지 못했습니다({reason}).</translation>
    </message>
    <message>
        <source>Free some space, or allow writing there.</source>
        <translation>공간을 비우거나 쓰기를 허용하세요.</translation>
    </message>
    <message>
        <source>The motion could not be moved.</source>
        <translation>동작을 옮길 수 없습니다.</translation>
    </message>
    <message>
        <source>Close other programs that use it, and try again.</source>
        <translation>이를 사용하는 다른 프로그램을 닫고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The mirror stopped working.</source>
        <translation>거울이 멈췄습니다.</translation>
    </message>
    <message>
        <source>It is starting again.</source>
        <translation>다시 시작하는 중입니다.</translation>
    </message>
    <message>
        <source>Take a photo with another program and open it.</source>
        <translation>다른 프로그램으로 사진을 찍어 여세요.</translation>
    </message>
    <message>
        <source>Something went wrong with this garment.</source>
        <translation>이 옷을 처리하는 중에 문제가 생겼습니다.</translation>
    </message>
    <message>
        <source>Try another one.</source>
        <translation>다른 옷을 골라 보세요.</translation>
    </message>
    <message>
        <source>The photo could not be saved.</source>
        <translation>사진을 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>Free some space, then take it again.</source>
        <translation>공간을 비운 뒤 다시 찍으세요.</translation>
    </message>
    <message>
        <source>Every file of “{model}” is as it was published.</source>
        <translation>“{model}” 모델의 모든 파일이 공개된 그대로입니다.</translation>
    </message>
    <message>
        <source>“{file}” of “{model}” is missing or damaged.</source>
        <translation>“{model}” 모델의 “{file}” 파일이 없거나 손상되었습니다.</translation>
    </message>
    <message>
        <source>“{file}” of “{model}” was fetched again.</source>
        <translation>“{model}” 모델의 “{file}” 파일을 다시 받았습니다.</translation>
    </message>
    <message>
        <source>The model “{model}” was not installed.</source>
        <translation>“{model}” 모델은 설치되어 있지 않았습니다.</translation>
    </message>
    <message>
        <source>The model “{model}” was removed.</source>
        <translation>“{model}” 모델을 삭제했습니다.</translation>
    </message>
    <message>
        <source>The warp engine made this picture instead.</source>
        <translation>대신 warp 엔진이 이 사진을 만들었습니다.</translation>
    </message>
    <message>
        <source>Nor did the other try look right: the instant engine made this picture. The others can be chosen.</source>
        <translation>다시 만든 것도 이상해 보여서 즉석 엔진이 이 사진을 만들었습니다. 다른 사진도 고를 수 있습니다.</translation>
    </message>
    <message>
        <source>Shoulders or hips are not in the picture.</source>
        <translation>어깨나 엉덩이가 사진에 보이지 않습니다.</translation>
    </message>
    <message>
        <source>Use a photo that shows the torso.</source>
        <translation>상체가 보이는 사진을 사용하세요.</translation>
    </message>
    <message>
        <source>Name a folder of pictures.</source>
        <translation>사진이 들어 있는 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>Rename one of them.</source>
        <translation>둘 중 하나의 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>“{first}” and “{second}” would become one.</source>
        <translation>“{first}”과(와) “{second}”이(가) 하나가 됩니다.</translation>
    </message>
    <message>
        <source>This look was made by a newer version of Fitting Room.</source>
        <translation>더 새로운 버전의 피팅룸에서 만든 룩입니다.</translation>
    </message>
    <message>
        <source>The description of this look is damaged.</source>
        <translation>이 룩의 설명이 손상되었습니다.</translation>
    </message>
    <message>
        <source>Put the outfit together again.</source>
        <translation>코디를 다시 맞춰 주세요.</translation>
    </message>
    <message>
        <source>Close other programs or use a smaller one.</source>
        <translation>다른 프로그램을 닫거나 더 작은 사진을 쓰세요.</translation>
    </message>
    <message>
        <source>Something went wrong inside the fitting room.</source>
        <translation>피팅룸 안에서 문제가 생겼습니다.</translation>
    </message>
    <message>
        <source>Try again, or try another picture.</source>
        <translation>다시 시도하거나 다른 사진을 써 보세요.</translation>
    </message>
</context>
<context>
    <name>shelf</name>
    <message>
        <source>Pictures like photographs</source>
        <translation>사진 같은 그림</translation>
    </message>
    <message>
        <source>Seeing people and garments</source>
        <translation>사람과 옷 인식</translation>
    </message>
    <message>
        <source>Moving pictures</source>
        <translation>움직이는 그림</translation>
    </message>
    <message>
        <source>Parts that other models need</source>
        <translation>다른 모델에 필요한 부품</translation>
    </message>
    <message>
        <source>Home and shop</source>
        <translation>가정과 매장</translation>
    </message>
    <message>
        <source>Home only</source>
        <translation>가정 전용</translation>
    </message>
    <message>
        <source>Research only</source>
        <translation>연구 전용</translation>
    </message>
    <message>
        <source>A shop may use it.</source>
        <translation>매장에서 사용할 수 있습니다.</translation>
    </message>
    <message>
        <source>A shop may not use it: its licence is for private use.</source>
        <translation>매장에서 사용할 수 없습니다. 개인 용도 라이선스입니다.</translation>
    </message>
    <message>
        <source>A shop may not use it: its licence is for research.</source>
        <translation>매장에서 사용할 수 없습니다. 연구용 라이선스입니다.</translation>
    </message>
    <message>
        <source>This installation is for a shop, which its licence does not allow.</source>
        <translation>이 설치는 매장용이며, 라이선스가 이를 허용하지 않습니다.</translation>
    </message>
    <message>
        <source>This installation is for a home, which its licence does not allow.</source>
        <translation>이 설치는 가정용이며, 라이선스가 이를 허용하지 않습니다.</translation>
    </message>
    <message>
        <source>Installed.</source>
        <translation>설치됨.</translation>
    </message>
    <message>
        <source>A file is damaged. Import it again; nothing uses it before.</source>
        <translation>파일이 손상되었습니다. 다시 가져오세요. 그 전에는 쓰이지 않습니다.</translation>
    </message>
    <message>
        <source>A file is damaged. Nothing uses it before it is repaired.</source>
        <translation>파일이 손상되었습니다. 복구하기 전에는 사용되지 않습니다.</translation>
    </message>
    <message>
        <source>Some of its files are still missing.</source>
        <translation>아직 없는 파일이 있습니다.</translation>
    </message>
    <message>
        <source>Stopped at %1. What has arrived is kept.</source>
        <translation>%1에서 멈췄습니다. 받은 부분은 보관됩니다.</translation>
    </message>
    <message>
        <source>Not installed.</source>
        <translation>설치되지 않음.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>중지하는 중…</translation>
    </message>
    <message>
        <source>Looking into the folder</source>
        <translation>폴더를 살펴보는 중</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>차례를 기다리는 중</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>제거하는 중</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>초당 %1</translation>
    </message>
</context>
<context>
    <name>stages</name>
    <message>
        <source>Opening the picture</source>
        <translation>사진 여는 중</translation>
    </message>
    <message>
        <source>Looking at the garment</source>
        <translation>옷 살펴보는 중</translation>
    </message>
    <message>
        <source>Finding the person</source>
        <translation>사람 찾는 중</translation>
    </message>
    <message>
        <source>Marking what will change</source>
        <translation>바뀔 곳 표시하는 중</translation>
    </message>
    <message>
        <source>Measuring the body</source>
        <translation>몸 재는 중</translation>
    </message>
    <message>
        <source>Uncovering what lies beneath</source>
        <translation>옷 아래를 그리는 중</translation>
    </message>
    <message>
        <source>Fitting the garment</source>
        <translation>옷 맞추는 중</translation>
    </message>
    <message>
        <source>Putting it on</source>
        <translation>입히는 중</translation>
    </message>
    <message>
        <source>Painting the clothes</source>
        <translation>옷 그리는 중</translation>
    </message>
    <message>
        <source>Finishing the picture</source>
        <translation>사진 마무리 중</translation>
    </message>
    <message>
        <source>Reading the motion</source>
        <translation>동작 읽는 중</translation>
    </message>
    <message>
        <source>Moving the picture</source>
        <translation>사진을 움직이는 중</translation>
    </message>
    <message>
        <source>Writing the clip</source>
        <translation>동영상을 쓰는 중</translation>
    </message>
    <message>
        <source>Bringing in garments</source>
        <translation>옷 가져오는 중</translation>
    </message>
    <message>
        <source>Setting the lookbook</source>
        <translation>룩북 짜는 중</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>저장 중</translation>
    </message>
    <message>
        <source>Downloading the model</source>
        <translation>모델 내려받는 중</translation>
    </message>
    <message>
        <source>Checking the model</source>
        <translation>모델 확인 중</translation>
    </message>
    <message>
        <source>Copying the model</source>
        <translation>모델 복사 중</translation>
    </message>
    <message>
        <source>Reading the file of weights</source>
        <translation>가중치 파일을 읽는 중</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
</context>
<context>
    <name>wardrobe</name>
    <message>
        <source>Tops</source>
        <translation>상의</translation>
    </message>
    <message>
        <source>Bottoms</source>
        <translation>하의</translation>
    </message>
    <message>
        <source>Dresses</source>
        <translation>원피스</translation>
    </message>
    <message>
        <source>top</source>
        <translation>상의</translation>
    </message>
    <message>
        <source>bottoms</source>
        <translation>하의</translation>
    </message>
    <message>
        <source>dress</source>
        <translation>원피스</translation>
    </message>
    <message>
        <source>black</source>
        <translation>검정</translation>
    </message>
    <message>
        <source>white</source>
        <translation>흰색</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>회색</translation>
    </message>
    <message>
        <source>beige</source>
        <translation>베이지</translation>
    </message>
    <message>
        <source>brown</source>
        <translation>갈색</translation>
    </message>
    <message>
        <source>red</source>
        <translation>빨강</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>주황</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>노랑</translation>
    </message>
    <message>
        <source>green</source>
        <translation>초록</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>파랑</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>보라</translation>
    </message>
    <message>
        <source>pink</source>
        <translation>분홍</translation>
    </message>
    <message>
        <source>multicoloured</source>
        <translation>여러 색</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>반소매</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>5부</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>긴소매</translation>
    </message>
    <message>
        <source>Waist</source>
        <translation>허리</translation>
    </message>
    <message>
        <source>Hip</source>
        <translation>엉덩이</translation>
    </message>
    <message>
        <source>Thigh</source>
        <translation>허벅지</translation>
    </message>
    <message>
        <source>Knee</source>
        <translation>무릎</translation>
    </message>
    <message>
        <source>Calf</source>
        <translation>종아리</translation>
    </message>
    <message>
        <source>Ankle</source>
        <translation>발목</translation>
    </message>
    <message>
        <source>Unnamed picture</source>
        <translation>이름 없는 사진</translation>
    </message>
    <message>
        <source>{colour} {kind}</source>
        <translation>{colour} {kind}</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>즐겨찾기</translation>
    </message>
    <message>
        <source>worn</source>
        <translation>입은 옷</translation>
    </message>
</context>
</TS>
